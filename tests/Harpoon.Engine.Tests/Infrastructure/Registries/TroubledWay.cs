using System.Net.Sockets;
using System.Text;

namespace Harpoon.Engine.Tests.Infrastructure.Registries;

/// <summary>A proxy before a real registry that does harm to the first calls for a path, and passes all others on: a registry that is restarted can't be made to fail so.</summary>
internal sealed class TroubledWay : IAsyncDisposable
{
    /// <summary>How TLS begins (RFC 8446, 5.1), which an engine tries first and waits 10 s for.</summary>
    private const byte TlsHandshake = 22;

    /// <summary>What a registry without TLS says to that. With containerd's image store an engine goes on without TLS only then, and not where the connection ends without a word.</summary>
    private const string NoTls = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private readonly ScriptedServer _server;
    private readonly string _registry;
    private readonly string _path;
    private readonly string _answer;
    private int _left;

    /// <param name="registry">The registry behind it.</param>
    /// <param name="path">What the calls have in their path that are harmed.</param>
    /// <param name="times">How many of them.</param>
    /// <param name="status">The status line that they are answered with; an empty one cuts their connection.</param>
    public TroubledWay(string registry, string path, int times, string status)
    {
        (_registry, _path, _left) = (registry, path, times);
        _answer = status.Length == 0 ? "" : $"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        _server = new ScriptedServer(PassAsync);
    }

    /// <summary>What images of the registry are called by that come this way.</summary>
    public string Address => _server.Address["tcp://".Length..];

    /// <summary>How many calls were harmed.</summary>
    public int Harmed { get; private set; }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task PassAsync(Stream client, CancellationToken stopping)
    {
        var first = new byte[1];
        if (await client.ReadAsync(first, stopping) == 0)
        {
            return;
        }

        if (first[0] == TlsHandshake)
        {
            await client.WriteAsync(Encoding.ASCII.GetBytes(NoTls), stopping);
            return;
        }

        // One call a connection: the engine is told to close it, and opens another.
        var head = (char)first[0] + await ScriptedServer.ReadHeadAsync(client, stopping);
        if (head.Split('\n')[0].Contains(_path, StringComparison.Ordinal) && Interlocked.Decrement(ref _left) >= 0)
        {
            Harmed++;
            await client.WriteAsync(Encoding.ASCII.GetBytes(_answer), stopping);
            return;
        }

        using var far = new TcpClient();
        await far.ConnectAsync(System.Net.IPEndPoint.Parse(_registry), stopping);
        var registry = far.GetStream();
        await registry.WriteAsync(Encoding.Latin1.GetBytes(head.Insert(head.IndexOf("\r\n", StringComparison.Ordinal) + 2, "Connection: close\r\n")), stopping);
        await PassOnAsync(client, registry, stopping);
    }

    /// <summary>Both ways, until the registry ends.</summary>
    private static async Task PassOnAsync(Stream client, Stream registry, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var sending = client.CopyToAsync(registry, ending.Token);
        await registry.CopyToAsync(client, stopping);
        await ending.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
