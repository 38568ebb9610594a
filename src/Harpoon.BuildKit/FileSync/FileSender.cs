using System.Buffers;
using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.FileSync;

/// <summary>
/// Sends the content of files, one after the other, and of none more than was announced: a log grows while it is sent. Of a file that shrank there is less, as from
/// BuildKit's own client.
/// </summary>
internal sealed class FileSender(IFileTree tree, IRpcCall call)
{
    /// <summary>Most files are one piece then, and cost the daemon one message; its own sender's pieces are of 32 kB, its limit is 4 MB.</summary>
    private const int PieceSize = 256 << 10;

    private readonly SyncPacketWriter _writer = new();

    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.FileUnreadable"/> or <see cref="BuildKitFailure.FileGone"/>.</exception>
    public async Task SendAsync(RequestedFile request, CancellationToken cancellationToken)
    {
        var (id, file) = request;
        var buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            using var content = Open(file);
            var left = file.Size;
            while (left > 0 && Read(content, buffer.AsSpan(0, (int)Math.Min(left, PieceSize)), file) is var length and > 0)
            {
                left -= length;
                await call.WriteAsync(_writer.Data(id, buffer.AsSpan(0, length)), cancellationToken);
            }

            await call.WriteAsync(_writer.Data(id, []), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static BuildKitException Gone(FileStat file, Exception cause) =>
        new(BuildKitFailure.FileGone, $"The file '{file.Path}' was removed before it was sent.", cause) { Path = file.Path };

    private static BuildKitException Unreadable(FileStat file, Exception cause) =>
        new(BuildKitFailure.FileUnreadable, $"The file '{file.Path}' can't be read: {cause.Message}", cause) { Path = file.Path };

    /// <summary>Disks are read synchronously: on a pool's thread that is faster than by the system's own asynchrony.</summary>
    private static int Read(Stream content, Span<byte> buffer, FileStat file)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (IOException e)
        {
            throw Unreadable(file, e);
        }
    }

    private Stream Open(FileStat file)
    {
        try
        {
            return tree.Open(file.Path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Gone(file, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, e);
        }
    }
}
