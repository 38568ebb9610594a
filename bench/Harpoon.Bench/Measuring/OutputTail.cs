using System.Text;

namespace Harpoon.Bench.Measuring;

/// <summary>The last that a process said: for the error when it fails, and for what it measures itself.</summary>
internal sealed class OutputTail
{
    private const int Kept = 64_000;
    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();

    public async Task ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var buffer = new char[32 * 1024];
        int count;
        while ((count = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            lock (_lock)
            {
                _text.Append(buffer, Math.Max(0, count - Kept), Math.Min(count, Kept));
                _text.Remove(0, Math.Max(0, _text.Length - Kept));
            }
        }
    }

    public override string ToString() => _text.ToString();
}
