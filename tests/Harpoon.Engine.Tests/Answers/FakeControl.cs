using System.Buffers;
using Harpoon.BuildKit;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Http2;
using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.Engine.Tests.Answers;

/// <summary>BuildKit's control service as it answers a build of one step.</summary>
internal static class FakeControl
{
    /// <summary>Serves a connection on which HTTP/2 is spoken.</summary>
    public static async Task ServeAsync(Stream stream, HealthyEngine engine, CancellationToken stopping)
    {
        using var connection = new Http2Connection(stream, new GrpcHandler([new SolveMethod(engine), new StatusMethod()]), new Http2Limits());
        try
        {
            await connection.RunAsync(stopping);
        }
        catch (BuildKitException e) when (e.Failure == BuildKitFailure.ConnectionLost)
        {
            // The client says no goodbye.
        }
    }

    public static ReadOnlyMemory<byte> Progress => Message(writer => writer.WriteAlways(1, Message(vertex =>
    {
        vertex.Write(1, "sha256:57e9");
        vertex.Write(3, "[2/2] COPY f /f");
        vertex.WriteAlways(5, Time.Span);
        vertex.WriteAlways(6, Time.Span);
    }).Span));

    public static ReadOnlyMemory<byte> Result => Message(writer => writer.WriteAlways(1, Message(entry =>
    {
        entry.Write(1, "containerimage.digest");
        entry.Write(2, HealthyEngine.Built);
    }).Span));

    private static ReadOnlyMemory<byte> Time => Message(writer => writer.Write(1, 1_800_000_000));

    private static ReadOnlyMemory<byte> Message(Action<ProtoWriter> write)
    {
        var message = new ArrayBufferWriter<byte>();
        write(new ProtoWriter(message));
        return message.WrittenMemory;
    }

    private sealed class SolveMethod(HealthyEngine engine) : UnaryMethod
    {
        public override string Name => "/moby.buildkit.v1.Control/Solve";

        protected override ValueTask<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
        {
            engine.Solve("built:latest");
            return new(Result);
        }
    }

    private sealed class StatusMethod : IRpcMethod
    {
        public string Name => "/moby.buildkit.v1.Control/Status";

        public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
        {
            await call.ReadAsync(cancellationToken);
            await call.WriteAsync(Progress, cancellationToken);
        }
    }
}
