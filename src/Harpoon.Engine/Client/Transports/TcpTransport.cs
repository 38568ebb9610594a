using System.Net.Sockets;

namespace Harpoon.Engine.Client.Transports;

/// <summary>Plain TCP.</summary>
internal static class TcpTransport
{
    public static async Task<Stream> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        // Dual mode: the name may lead to an IPv4 or an IPv6 address. Small writes go out at once: an engine's answer is waited for.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            KeepAlive(socket);
            await socket.ConnectAsync(address.DnsSafeHost, address.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A connection may be silent for as long as a step works: what lies between must not forget it, and where it did, that is to be noticed within a minute.</summary>
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }
}
