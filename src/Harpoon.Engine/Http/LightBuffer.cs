namespace Harpoon.Engine.Http;

/// <summary>What was read off a connection and not used yet.</summary>
internal sealed class LightBuffer
{
    private byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(start, end - start);

    /// <summary>Room for more, behind the bytes that are there.</summary>
    public Memory<byte> Room()
    {
        if (start > 0)
        {
            Bytes.CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        return buffer.AsMemory(end);
    }

    /// <summary>So many bytes were put into the room.</summary>
    public void Filled(int count) => end += count;

    /// <summary>So many bytes are used.</summary>
    public void Use(int count) => start += count;

    /// <summary>Uses as many bytes as there are and fit, and says how many.</summary>
    public int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, Bytes.Length);
        Bytes.Span[..count].CopyTo(target);
        Use(count);
        return count;
    }

    /// <summary>Uses a line, and leaves out its line break; null where its end has not come yet.</summary>
    public string? TakeLine()
    {
        var cursor = new LightCursor(Bytes.Span);
        var line = cursor.Line();
        Use(cursor.Position);
        return line;
    }
}
