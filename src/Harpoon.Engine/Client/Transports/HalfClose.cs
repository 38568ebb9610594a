using System.IO.Pipes;
using System.Net.Security;
using System.Net.Sockets;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Transports;

/// <summary>Ends one direction of a connection, in the way of each kind.</summary>
internal static class HalfClose
{
    public static Task CloseWriteAsync(Stream stream)
    {
        switch (stream)
        {
            case IHalfClosable closable:
                return closable.CloseWriteAsync(CancellationToken.None);
            case NetworkStream network:
                network.Socket.Shutdown(SocketShutdown.Send);
                return Task.CompletedTask;
            case SslStream tls:
                // The alert close_notify, which is the end of what is written and says nothing of the other direction.
                return tls.ShutdownAsync();
            case PipeStream pipe when OperatingSystem.IsWindows():
                NamedPipeEnd.Write(pipe.SafePipeHandle);
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }
}
