using Harpoon.BuildKit;
using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Http2;
using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Services;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;

namespace Harpoon.Fuzz.Targets;

/// <summary>The whole server, with a session's services behind it.</summary>
internal sealed class Http2Target : IFuzzTarget
{
    private static readonly Http2Limits Limits = new() { HeaderListSize = 64 << 10, ConcurrentStreams = 20 };

    public string Name => "http2";

    public IReadOnlyList<byte[][]> Seeds => Http2Seeds.All;

    public async Task RunAsync(byte[] input)
    {
        var tree = new FixedTree();
        IEnumerable<IRpcMethod> methods =
        [
            new HealthService(),
            TestMethod.Echo,
            TestMethod.Hang,
            new SecretsService(new FixedSecrets("token", "value")),
            new DiffCopyMethod(new Dictionary<string, IFileTree> { ["context"] = tree, ["dockerfile"] = tree }),
        ];
        var stream = new InputStream(input);
        using var host = new Http2Connection(stream, new GrpcHandler(methods), Limits);
        try
        {
            await host.RunAsync(CancellationToken.None);
        }
        finally
        {
            SentFrames.Check(stream.Sent);
        }
    }

    public bool Allows(Exception exception) => exception is BuildKitException;

    public byte[] Seal(byte[] part)
    {
        if (part.Length >= FrameHeader.Size)
        {
            (FrameHeader.Read(part) with { Length = part.Length - FrameHeader.Size }).Write(part);
        }

        return part;
    }
}
