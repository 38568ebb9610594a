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

    /// <summary>When what was gathered is sent: several small files cost one write, and none waits for long.</summary>
    private const int BatchSize = 128 << 10;

    private readonly SyncPacketWriter _writer = new();
    private readonly MessageBatch _batch = new();

    /// <summary>Sends a file, or keeps it for <see cref="FlushAsync"/>.</summary>
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
                _batch.Add(_writer.DataHead(id, length), buffer.AsSpan(0, length));
                if (_batch.Framed.Length >= BatchSize)
                {
                    await FlushAsync(cancellationToken);
                }
            }

            _batch.Add(_writer.DataHead(id, 0));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Sends what was kept.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        // Another reader may have been quicker.
        if (!_batch.Framed.IsEmpty)
        {
            await call.WriteAsync(_batch, cancellationToken);
            _batch.Clear();
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
