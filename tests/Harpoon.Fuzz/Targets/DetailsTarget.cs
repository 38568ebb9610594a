using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Grpc.Client;
using Harpoon.Fuzz.Checking;
using static Harpoon.Fuzz.Targets.ProtoPart;

namespace Harpoon.Fuzz.Targets;

/// <summary>What the end of a failed build says of it, in a trailer.</summary>
internal sealed class DetailsTarget : IFuzzTarget
{
    private static readonly byte[] Source = [.. """{"info":{"filename":"Dockerfile"},"ranges":[{"start":{"line":3},"end":{"line":4,"character":2}}]}"""u8];

    public string Name => "details";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [Number(1, 2), Of(2, "it broke"u8), Of(3, [.. Of(1, "github.com/moby/buildkit/errdefs.Vertex+json"u8), .. Of(2, """{"digest":"sha256:c"}"""u8)])],
        [Of(3, [.. Of(1, "github.com/moby/buildkit/errdefs.Source+json"u8), .. Of(2, Source)]), Of(3, Of(1, "stack.Stack+json"u8))],
        [Of(3, [.. Of(1, "github.com/moby/buildkit/errdefs.FrontendCap+json"u8), .. Of(2, """{"name":"cap"}"""u8)])],
    ];

    public Task RunAsync(byte[] input)
    {
        using var response = new HttpResponseMessage();
        response.TrailingHeaders.TryAddWithoutValidation("grpc-message", "it broke");
        response.TrailingHeaders.TryAddWithoutValidation("grpc-status-details-bin", Convert.ToBase64String(input).TrimEnd('='));

        var error = GrpcTrailers.ErrorIn(response.TrailingHeaders, RpcStatus.Unknown);
        Assert.Equal("it broke", SolveFailureDecoder.Decode(error).Message);

        // What can't be read is left out.
        return error.Details.IsEmpty ? throw error : Task.CompletedTask;
    }

    public bool Allows(Exception exception) => exception is RpcException;

    public byte[] Seal(byte[] part) => ProtoPart.Seal(part);
}
