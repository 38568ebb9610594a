using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Listens on a port of this machine and does with each connection what a test says. For answers that a real engine can't be made to give.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private int _connections;

    /// <param name="talk">What is done with a connection; it is closed afterwards.</param>
    public ScriptedServer(Func<Stream, CancellationToken, Task> talk)
    {
        _listener.Start();
        _accepting = AcceptAsync(talk);
    }

    public string Address => $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>How many connections came.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>One that gives each call on a connection the next of these answers, and closes after the last.</summary>
    public static ScriptedServer Answering(params string[] answers) => new(async (stream, token) =>
    {
        foreach (var answer in answers)
        {
            await ReadHeadAsync(stream, token);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), token);
        }
    });

    /// <summary>An engine's answer to a ping.</summary>
    public static string Ping(string apiVersion) =>
        $"HTTP/1.1 200 OK\r\nApi-Version: {apiVersion}\r\nOstype: linux\r\nBuilder-Version: 2\r\nContent-Length: 2\r\n\r\nOK";

    /// <summary>Reads a call's head and returns it.</summary>
    public static Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellationToken) => ReadToAsync("\r\n\r\n", stream, cancellationToken);

    /// <summary>Reads a line and returns it without its end.</summary>
    public static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken) =>
        (await ReadToAsync("\r\n", stream, cancellationToken)).TrimEnd();

    /// <summary>Stops listening and ends all talks; a second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_accepting.IsCompleted)
        {
            await _stopping.CancelAsync();
            await _accepting;
            _listener.Dispose();
            _stopping.Dispose();
        }
    }

    private async Task AcceptAsync(Func<Stream, CancellationToken, Task> talk)
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Interlocked.Increment(ref _connections);
                talks.Add(TalkAsync(client, talk));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client, Func<Stream, CancellationToken, Task> talk)
    {
        using (client)
        {
            try
            {
                await talk(client.GetStream(), _stopping.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The test has seen what it wanted.
            }
        }
    }

    private static async Task<string> ReadToAsync(string end, Stream stream, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal) && await stream.ReadAsync(one, cancellationToken) > 0)
        {
            text.Append((char)one[0]);
        }

        return text.ToString();
    }
}
