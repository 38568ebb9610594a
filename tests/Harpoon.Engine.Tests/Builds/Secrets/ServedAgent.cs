using System.Buffers.Binary;
using System.Net.Sockets;
using Harpoon.BuildKit.Services;

namespace Harpoon.Engine.Tests.Builds.Secrets;

/// <summary>An agent behind a socket, where OpenSSH's own programs find it.</summary>
internal sealed class ServedAgent : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ISshAgent _agent;
    private readonly Task _serving;

    public ServedAgent(ISshAgent agent, string path)
    {
        _agent = agent;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _serving = Task.Run(ServeAsync);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                await using var client = new NetworkStream(await _listener.AcceptAsync(), ownsSocket: true);
                await AnswerAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener is gone.
        }
    }

    private async Task AnswerAsync(NetworkStream client)
    {
        await using var connection = await _agent.ConnectAsync(CancellationToken.None);
        var head = new byte[sizeof(int)];
        while (await client.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            var question = new byte[head.Length + BinaryPrimitives.ReadInt32BigEndian(head)];
            head.CopyTo(question, 0);
            await client.ReadExactlyAsync(question.AsMemory(head.Length));
            await client.WriteAsync(await connection.AskAsync(question, CancellationToken.None));
        }
    }
}
