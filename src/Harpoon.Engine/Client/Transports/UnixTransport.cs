using System.Net.Sockets;

namespace Harpoon.Engine.Client.Transports;

/// <summary>Unix domain sockets.</summary>
internal static class UnixTransport
{
    public static Stream Open(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Answered by the kernel at once, with no round trip to suspend for.
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
