using System.IO.Pipes;

namespace Harpoon.Engine.Client.Transports;

/// <summary>Windows' named pipes.</summary>
internal static class NamedPipeTransport
{
    /// <param name="path">As in the address: <c>//./pipe/docker_engine</c>.</param>
    /// <param name="cancellationToken">Ends the wait for a busy pipe.</param>
    public static async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var parts = path.Split(['/', '\\'], 3, StringSplitOptions.RemoveEmptyEntries);
        var pipe = new NamedPipeClientStream(parts[0], parts[^1], PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(cancellationToken);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }
}
