using System.Net.Sockets;

namespace Harpoon.Engine.Transports;

/// <summary>Plain TCP.</summary>
internal static class TcpTransport
{
    public static async Task<Stream> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        // Dual mode: the name may lead to an IPv4 or an IPv6 address. Small writes go out at once: an engine's answer is waited for.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.DnsSafeHost, address.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
