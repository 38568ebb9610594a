using Harpoon.BuildKit;
using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Grpc;
using Harpoon.Fuzz.Checking;
using static Harpoon.Fuzz.Targets.ProtoPart;

namespace Harpoon.Fuzz.Targets;

/// <summary>What the control service returns: a build's result, why it failed, and the workers.</summary>
internal sealed class SolveTarget : IFuzzTarget
{
    public string Name => "solve";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [Of(1, [.. Of(1, "containerimage.digest"u8), .. Of(2, "sha256:a"u8)])],
        [Of(1, [.. Of(1, "id"u8), .. Of(2, [.. Of(1, "label"u8), .. Of(2, "x"u8)]), .. Of(3, [.. Of(1, "arm"u8), .. Of(2, "linux"u8), .. Of(3, "v7"u8)]), .. Of(5, Of(2, "v0.25"u8))])],
        [.. """{"info":{"filename":"Dockerfile"},"ranges":[{"start":{"line":3},"end":{"line":4,"character":2}}],"digest":"sha256:a","name":"x"}"""u8.ToArray().Chunk(20)],
    ];

    public Task RunAsync(byte[] input)
    {
        foreach (var kind in (ReadOnlySpan<string>)["Vertex", "Source", "FrontendCap", "Subrequest"])
        {
            var detail = new RpcDetail($"github.com/moby/buildkit/errdefs.{kind}+json", input);
            Assert.NotNull(SolveFailureDecoder.Decode(new RpcException(RpcStatus.Unknown, "it broke") { Details = [detail] }));
        }

        if (input.Length % 2 == 0)
        {
            SolveResponse.Decode(input);
        }
        else
        {
            WorkerDecoder.Decode(input);
        }

        return Task.CompletedTask;
    }

    public bool Allows(Exception exception) => exception is BuildKitException { Failure: BuildKitFailure.MalformedMessage };

    public byte[] Seal(byte[] part) => ProtoPart.Seal(part);
}
