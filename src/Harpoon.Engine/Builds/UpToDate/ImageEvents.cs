using System.Text;
using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Client.Api.Images;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>
/// Listens for whatever becomes of an engine's images. Events are counted, and not understood: each is a reason to ask again, except that an image got a name of
/// Harpoon's own, which holds it.
/// </summary>
internal sealed class ImageEvents : IAsyncDisposable
{
    private const int BufferSize = 4_096;

    private readonly Stream _stream;
    private readonly StringBuilder _line = new();
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
            while (await _stream.ReadAsync(buffer, cancellationToken) is > 0 and var length)
            {
                Hear(Encoding.UTF8.GetString(buffer, 0, length));
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

    /// <summary>An event is a line.</summary>
    private void Hear(string text)
    {
        foreach (var letter in text)
        {
            if (letter != '\n')
            {
                _line.Append(letter);
                continue;
            }

            var line = _line.ToString();
            _line.Clear();
            if (!line.Contains("\"Action\":\"tag\"", StringComparison.Ordinal) || !line.Contains($"\"name\":\"{HeldName.Prefix}", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _count);
            }
        }
    }
}
