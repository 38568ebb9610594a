using System.Buffers;
using System.Text;

namespace Harpoon.Engine.Diagnostics.Text;

/// <summary>The bytes of a line that has not ended yet, in a pooled array that grows with the line and shrinks after it.</summary>
internal sealed class LineBuffer : IDisposable
{
    private const int UsualSize = 4 * 1024;
    private const int SizeToKeep = 64 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualSize);

    public int Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length)
        {
            Replace(Math.Max(_bytes.Length * 2, Length + bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Clear() => Length = 0;

    /// <summary>Decodes the line and starts the next one; a byte that is not UTF-8 becomes U+FFFD.</summary>
    public string TakeAll()
    {
        var text = Encoding.UTF8.GetString(_bytes.AsSpan(0, Length));
        Length = 0;
        if (_bytes.Length > SizeToKeep)
        {
            Replace(UsualSize);
        }

        return text;
    }

    /// <summary>Decodes the whole characters that are there, and keeps the first bytes of one that has not come to its end.</summary>
    public string TakeWholeCharacters()
    {
        Span<byte> rest = stackalloc byte[3];
        rest = rest[..UnfinishedLength()];
        _bytes.AsSpan(Length - rest.Length, rest.Length).CopyTo(rest);
        Length -= rest.Length;
        var text = TakeAll();
        Append(rest);
        return text;
    }

    /// <summary>Decodes what is there, up to a length, and keeps it.</summary>
    public string Peek(int longest) => Encoding.UTF8.GetString(_bytes.AsSpan(0, Math.Min(longest, Length - UnfinishedLength())));

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private int UnfinishedLength()
    {
        for (var back = 1; back <= Math.Min(3, Length); back++)
        {
            var unfinished = _bytes.AsSpan(Length - back, back);
            if (Rune.DecodeFromUtf8(unfinished, out _, out _) == OperationStatus.NeedMoreData)
            {
                return back;
            }
        }

        return 0;
    }

    private void Replace(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
