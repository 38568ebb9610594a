using System.Net;
using System.Net.Sockets;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Http2;
using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>Serves methods on a loopback port, for clients that no one here wrote.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _connections = [];
    private readonly IEnumerable<IRpcMethod> _methods;
    private readonly Task _accepting;

    public TestServer(params IEnumerable<IRpcMethod> methods)
    {
        _methods = methods;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How the connections so far ended.</summary>
    public Task EndAsync() => Task.WhenAll(_connections);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await _listener.AcceptSocketAsync(_closing.Token);

            // A WINDOW_UPDATE would wait until the client's system acknowledges the one before, which it takes its time to: 50 times slower.
            socket.NoDelay = true;
            _connections.Add(ServeAsync(new NetworkStream(socket, ownsSocket: true)));
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var host = new Http2Connection(stream, new GrpcHandler(_methods), new Http2Limits());
        await host.RunAsync(_closing.Token);
    }
}
