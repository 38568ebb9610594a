using System.Text;

namespace Harpoon.Engine.Tests.Runs.Consoles;

/// <summary>Somebody's screen, on which a test waits for a text.</summary>
internal sealed class Screen : MemoryStream
{
    private readonly Lock _lock = new();

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

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_lock)
        {
            base.Write(buffer);
        }
    }

    /// <summary>Waits until the text is there.</summary>
    public async Task ShowsAsync(string text, CancellationToken cancellationToken)
    {
        while (!Text.Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(20, cancellationToken);
        }
    }
}
