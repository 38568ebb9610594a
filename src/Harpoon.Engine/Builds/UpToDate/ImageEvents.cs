using Harpoon.Engine.Client.Api.Images;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>Listens for whatever becomes of an engine's images. What is read is counted, and not understood: each event is a reason to ask again.</summary>
internal sealed class ImageEvents : IAsyncDisposable
{
    private const int BufferSize = 4_096;

    private readonly Stream _stream;
    private readonly Task _reading;
    private long _count;
    private volatile bool _ended;

    private ImageEvents(Stream stream, CancellationToken cancellationToken)
    {
        _stream = stream;
        _reading = ReadAsync(cancellationToken);
    }

    /// <summary>Begins to listen.</summary>
    public static async Task<ImageEvents> OpenAsync(IEngineImages images, CancellationToken cancellationToken) =>
        new(await images.WatchAsync(cancellationToken), cancellationToken);

    /// <summary>How much was heard so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Whether nothing more is heard.</summary>
    public bool HasEnded => _ended;

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        try
        {
            while (await _stream.ReadAsync(buffer, cancellationToken) > 0)
            {
                Interlocked.Increment(ref _count);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // However it ends: nothing more is heard.
        }
        finally
        {
            _ended = true;
        }
    }
}
