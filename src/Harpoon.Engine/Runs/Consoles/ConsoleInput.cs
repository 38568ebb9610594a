using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Runs.Consoles;

/// <summary>Forwards what is typed, or piped in, to a container's standard input.</summary>
internal static class ConsoleInput
{
    private const int ReadSize = 16 * 1024;

    /// <summary>Forwards up to the input's end, and closes the container's input where it has no terminal.</summary>
    /// <remarks>At a terminal an end is a key. An engine that hears of one there would close the container's output (<c>copyStreams</c> of https://github.com/moby/moby).</remarks>
    public static async Task ForwardAsync(Stream input, Stream attached, bool tty, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[ReadSize];
            int read;
            while ((read = await ReadAsync(input, buffer, cancellationToken)) > 0)
            {
                await attached.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            if (!tty)
            {
                await ((IHalfClosable)attached).CloseWriteAsync(cancellationToken);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The container no longer listens, or the terminal has gone: the output shows how the run ends.
        }
    }

    // An input that can't be read, such as a folder or a terminal that has gone, has ended.
    private static async ValueTask<int> ReadAsync(Stream input, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await input.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
