using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>A method made of a delegate.</summary>
internal sealed class TestMethod(string name, Func<IRpcCall, CancellationToken, Task> handle) : IRpcMethod
{
    public string Name => name;

    /// <summary>Sends back each message.</summary>
    public static TestMethod Echo { get; } = new("/test.Test/Echo", async (call, token) =>
    {
        while (await call.ReadAsync(token) is { } message)
        {
            await call.WriteAsync(message.ToArray(), token);
        }
    });

    /// <summary>Sends as many bytes as the first message says, in one message.</summary>
    public static TestMethod Bytes { get; } = new("/test.Test/Bytes", async (call, token) =>
    {
        var request = await call.ReadAsync(token);
        await call.WriteAsync(new byte[BitConverter.ToInt32(request!.Value.Span)], token);
    });

    /// <summary>Takes all messages, and says how many bytes they had.</summary>
    public static TestMethod Count { get; } = new("/test.Test/Count", async (call, token) =>
    {
        var total = 0L;
        while (await call.ReadAsync(token) is { } message)
        {
            total += message.Length;
        }

        await call.WriteAsync(BitConverter.GetBytes(total), token);
    });

    /// <summary>Sends as many megabytes as the first message says, each in one message.</summary>
    public static TestMethod Megabytes { get; } = new("/test.Test/Megabytes", async (call, token) =>
    {
        var request = await call.ReadAsync(token);
        var megabyte = new byte[1 << 20];
        for (var left = BitConverter.ToInt32(request!.Value.Span); left > 0; left--)
        {
            await call.WriteAsync(megabyte, token);
        }
    });

    /// <summary>Waits until it is given up.</summary>
    public static TestMethod Hang { get; } = new("/test.Test/Hang", (_, token) => Task.Delay(Timeout.Infinite, token));

    public Task HandleAsync(IRpcCall call, CancellationToken cancellationToken) => handle(call, cancellationToken);
}
