namespace Harpoon.Engine.Client.Http;

/// <summary>What was read off a connection and not used yet.</summary>
internal sealed class EngineHttpBuffer
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Room for more, behind the bytes that are there.</summary>
    public Memory<byte> Room()
    {
        if (_start > 0)
        {
            Bytes.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>So many bytes were put into the room.</summary>
    public void Filled(int count) => _end += count;

    /// <summary>So many bytes are used.</summary>
    public void Use(int count) => _start += count;

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
        var cursor = new EngineHttpCursor(Bytes.Span);
        var line = cursor.Line();
        Use(cursor.Position);
        return line;
    }
}
