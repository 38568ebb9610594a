using System.Text;

namespace Harpoon.Engine.Client.Http;

/// <summary>A place in bytes that may not have come all yet.</summary>
internal ref struct EngineHttpCursor(ReadOnlySpan<byte> bytes, int position = 0)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many bytes lie before this place.</summary>
    public int Position { get; private set; } = position;

    /// <summary>All that has come after this place.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[Position..];

    /// <summary>Takes a line, and leaves out its line break; null where its end has not come yet.</summary>
    public string? Line()
    {
        var length = Rest.IndexOf((byte)'\n');
        if (length < 0)
        {
            return null;
        }

        var line = Encoding.Latin1.GetString(Rest[..length]).TrimEnd('\r');
        Position += length + 1;
        return line;
    }

    /// <summary>Takes headers and the empty line after them; null where it has not come yet.</summary>
    public Dictionary<string, string>? Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (Line() is { } line)
        {
            if (line.Length == 0)
            {
                return headers;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        return null;
    }

    /// <summary>Takes so many bytes; false where they have not all come yet.</summary>
    public bool TryTake(int count, out ReadOnlySpan<byte> taken)
    {
        if (Rest.Length < count)
        {
            taken = default;
            return false;
        }

        taken = Rest[..count];
        Position += count;
        return true;
    }
}
