using System.Net;
using System.Net.Sockets;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Http2;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>Serves methods on a loopback port, for clients that no one here wrote.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly List<Task> connections = [];
    private readonly IEnumerable<IRpcMethod> methods;
    private readonly Task accepting;

    public TestServer(params IEnumerable<IRpcMethod> methods)
    {
        this.methods = methods;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>How the connections so far ended.</summary>
    public Task EndAsync() => Task.WhenAll(connections);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync(closing.Token);

            // A WINDOW_UPDATE would wait until the client's system acknowledges the one before, which it takes its time to: 50 times slower.
            socket.NoDelay = true;
            connections.Add(ServeAsync(new NetworkStream(socket, ownsSocket: true)));
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var host = new Http2RpcHost(stream, methods, new Http2Limits());
        await host.RunAsync(closing.Token);
    }
}
