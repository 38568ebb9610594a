using System.Text;

namespace Harpoon.Engine.Tests.Runs.Consoles;

/// <summary>Somebody's screen, on which a test waits for a text.</summary>
internal sealed class Screen : MemoryStream
{
    private readonly Lock _lock = new();
    private int _shown;

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return Encoding.UTF8.GetString(ToArray());
            }
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    public override void Write(byte[] buffer, int offset, int count)
    {
        lock (_lock)
        {
            base.Write(buffer, offset, count);
        }
    }

    /// <summary>Waits until the text is there, after what was waited for before.</summary>
    public async Task ShowsAsync(string text, CancellationToken cancellationToken)
    {
        int at;
        while ((at = Text.IndexOf(text, _shown, StringComparison.Ordinal)) < 0)
        {
            await Task.Delay(20, cancellationToken);
        }

        _shown = at + text.Length;
    }
}
