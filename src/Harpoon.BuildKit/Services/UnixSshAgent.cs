using System.Net.Sockets;

namespace Harpoon.BuildKit.Services;

/// <summary>An agent behind a unix socket, as <c>SSH_AUTH_SOCK</c> names it.</summary>
/// <param name="path">The socket's path.</param>
public sealed class UnixSshAgent(string path) : ISshAgent
{
    /// <inheritdoc/>
    public async Task<ISshAgentConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new StreamAgentConnection(new NetworkStream(socket, ownsSocket: true));
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new BuildKitException(BuildKitFailure.AgentUnreachable, $"No ssh agent responds at '{path}': {e.Message}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
