using System.Buffers;
using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Http2;
using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Protobuf;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.Control;

/// <summary>A control service in memory, and a client of it.</summary>
internal sealed class ControlPeer : IAsyncDisposable
{
    private const string Control = "/moby.buildkit.v1.Control/";
    private const string Gateway = "/moby.buildkit.v1.frontend.LLBBridge/";

    private readonly CancellationTokenSource _closing = new();
    private readonly Http2Connection _server;
    private readonly Task _serving;

    /// <param name="handler">Answers the calls.</param>
    /// <param name="wrap">What is between the client and its connection.</param>
    public ControlPeer(IHttp2Handler handler, Func<Stream, Stream>? wrap = null)
    {
        var (client, server) = DuplexStream.Pair();
        _server = new Http2Connection(server, handler, new Http2Limits());
        _serving = _server.RunAsync(_closing.Token);
        Client = new ControlClient(wrap?.Invoke(client) ?? client);
    }

    /// <summary>One that answers each build with a result and each question for its progress with a step.</summary>
    public static IHttp2Handler Healthy => new GrpcHandler([Answer("Solve", Result), Answer("Status", Progress)]);

    /// <summary>One that answers a question to a frontend, as BuildKit does: the build goes on until its client ends it.</summary>
    public static IHttp2Handler WithGateway()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new GrpcHandler(
        [
            new TestMethod($"{Control}Solve", async (call, token) =>
            {
                await call.ReadAsync(token);
                await ended.Task.WaitAsync(token);
                await call.WriteAsync(Result, token);
            }),
            new TestMethod($"{Gateway}Solve", async (call, token) =>
            {
                await call.ReadAsync(token);
                await call.WriteAsync(Found, token);
            }),
            new TestMethod($"{Gateway}Return", async (call, token) =>
            {
                await call.ReadAsync(token);
                await call.WriteAsync(ReadOnlyMemory<byte>.Empty, token);
                ended.SetResult();
            }),
        ]);
    }

    public static SolveRequest Request { get; } = new("ref", "session");

    public ControlClient Client { get; }

    private static ReadOnlyMemory<byte> Result => Message(writer => writer.WriteAlways(1, Message(entry =>
    {
        entry.Write(1, "containerimage.digest");
        entry.Write(2, "sha256:a");
    }).Span));

    private static ReadOnlyMemory<byte> Found => Message(writer => writer.WriteAlways(3, Message(result => result.WriteAlways(10, Message(entry =>
    {
        entry.Write(1, "result.json");
        entry.Write(2, "{}");
    }).Span)).Span));

    private static ReadOnlyMemory<byte> Progress => Message(writer => writer.WriteAlways(1, Message(vertex => vertex.Write(1, "sha256:b")).Span));

    public static TestMethod Answer(string method, ReadOnlyMemory<byte> message) => new($"{Control}{method}", async (call, token) =>
    {
        await call.ReadAsync(token);
        await call.WriteAsync(message, token);
    });

    public static ReadOnlyMemory<byte> Message(Action<ProtoWriter> write)
    {
        var message = new ArrayBufferWriter<byte>();
        write(new ProtoWriter(message));
        return message.WrittenMemory;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _closing.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _server.Dispose();
        _closing.Dispose();
    }
}

/// <summary>Answers with these headers, these bytes and these trailers.</summary>
internal sealed class RawHandler(string status, byte[] body, params HeaderField[] trailers) : IHttp2Handler
{
    public async Task HandleAsync(Http2Stream stream, CancellationToken aborted)
    {
        stream.WriteHeaders([new(":status", status), new("content-type", "application/grpc")], end: false);
        await stream.WriteAsync(body, aborted);
        stream.WriteHeaders(trailers, end: true);
    }
}
