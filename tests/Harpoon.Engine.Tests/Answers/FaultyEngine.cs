using System.Collections.Concurrent;
using System.Text;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Answers;

/// <summary>An engine that spoils its answer to one kind of call.</summary>
internal sealed class FaultyEngine : IAsyncDisposable
{
    /// <summary>What a container writes, in place of the answer before it.</summary>
    public const string Frames = "frames of POST /containers/{id}/attach";

    private const string Attach = "POST /containers/{id}/attach";

    private readonly string? _call;
    private readonly Fault? _fault;
    private readonly ScriptedServer _server;

    /// <param name="call">The call.</param>
    /// <param name="fault">How its answer is spoiled, each time; null leaves all well.</param>
    public FaultyEngine(string? call = null, Fault? fault = null)
    {
        (_call, _fault) = (call, fault);
        _server = new ScriptedServer(TalkAsync);
    }

    public string Address => _server.Address;

    public HealthyEngine Engine { get; } = new();

    /// <summary>The calls that were made.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    private static byte[] Hello => [1, 0, 0, 0, 0, 0, 0, 6, .. "hello\n"u8];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TalkAsync(Stream stream, CancellationToken stopping)
    {
        while (await Request.ReadAsync(stream, stopping) is { } request)
        {
            Calls.Enqueue(request.Call);
            if (request.Call == _call && _fault is not null)
            {
                await _fault.SpoilAsync(stream, _fault.IsOfAnother ? Answer.Empty(200) : Engine.Do(request), stopping);
                return;
            }

            if (request.Call is Attach or "POST /exec/{id}/start" or "POST /session" or "POST /grpc")
            {
                await stream.WriteAsync(Engine.Do(request).Bytes, stopping);
                await (request.Call == Attach ? WriteFramesAsync(stream, request, stopping)
                    : request.Call == "POST /session" ? HearSessionAsync(stream, stopping)
                    : request.Call == "POST /grpc" ? FakeControl.ServeAsync(stream, Engine, stopping)
                    : stream.WriteAsync(Hello, stopping).AsTask());
                return;
            }

            if (request.Call == "POST /containers/{id}/wait" && Engine.Container(request.Subject) is { } container)
            {
                await (container.IsService ? container.Ended : container.Started).Task.WaitAsync(stopping);
            }

            await stream.WriteAsync(Engine.Do(request).Bytes, stopping);
        }
    }

    private async Task WriteFramesAsync(Stream stream, Request request, CancellationToken stopping)
    {
        if (Engine.Container(request.Subject) is not { } container)
        {
            return;
        }

        await container.Started.Task.WaitAsync(stopping);
        if (_call == Frames && _fault is not null)
        {
            await _fault.SpoilAsync(stream, new Answer("", Hello), stopping);
            return;
        }

        await stream.WriteAsync(Hello, stopping);
        if (container.IsService)
        {
            await container.Ended.Task.WaitAsync(stopping);
        }
    }

    /// <summary>A daemon that asks for nothing, and gives signs of life.</summary>
    private static async Task HearSessionAsync(Stream stream, CancellationToken stopping)
    {
        const byte Settings = 4;
        const byte Ping = 6;
        await stream.WriteAsync(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").Concat(new byte[] { 0, 0, 0, Settings, 0, 0, 0, 0, 0 }).ToArray(), stopping);
        var head = new byte[9];
        while (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stopping) == head.Length)
        {
            var body = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await stream.ReadExactlyAsync(body, stopping);
            if (head[3] is Settings or Ping && head[4] == 0)
            {
                await stream.WriteAsync(head[3] == Ping ? [0, 0, 8, Ping, 1, 0, 0, 0, 0, .. body] : new byte[] { 0, 0, 0, Settings, 1, 0, 0, 0, 0 }, stopping);
            }
        }
    }
}
