using System.Text;

namespace Harpoon.Engine.Diagnostics.Text;

/// <summary>
/// Turns the bytes of one stream into lines, wherever reads cut them.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>A line ends at <c>\n</c>, and a <c>\r</c> before it belongs to the line's end.</item>
/// <item>Text after a lone <c>\r</c> replaces the line: of a progress bar the last state is shown.</item>
/// <item>Escape sequences and the other control characters are orders to a terminal, and left out; a tab stays.</item>
/// <item>A NUL, and a byte that is not UTF-8, becomes U+FFFD, so that what is no text can be seen to be there.</item>
/// <item>A line of more than <see cref="LongestLine"/> bytes is handed on in pieces of that length, cut between characters.</item>
/// </list>
/// </remarks>
internal sealed class LineDecoder(Action<string> line, int longestLine = LineDecoder.LongestLine) : IDisposable
{
    /// <summary>16 MiB, as UTF-8: lines below it stay whole, and a stream without line ends can't fill the memory.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    /// <summary>What is unfinished is looked at again and again.</summary>
    private const int LongestPeek = 16 * 1024;

    private readonly LineBuffer _buffer = new();
    private EscapeSequence _escape;
    private bool _returned;
    private bool _started;

    /// <summary>What there is of a line that has not ended, as a prompt has none; empty if there is nothing. Not to be asked for while bytes are written.</summary>
    public string Unfinished => _buffer.Peek(LongestPeek);

    /// <summary>Takes what one read brought.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[(_escape.IsOpen ? TakeEscape(bytes) : TakeText(bytes))..];
        }
    }

    /// <summary>The stream has ended: hands on a last line without a line end.</summary>
    public void Complete()
    {
        if (_started)
        {
            EndLine();
        }
    }

    public void Dispose() => _buffer.Dispose();

    private int TakeEscape(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length && _escape.IsOpen && _escape.Take(bytes[taken]))
        {
            taken++;
        }

        return taken;
    }

    private int TakeText(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.IndexOfAny(Control.All);
        if (length >= 0 && !_started && LineEndLength(bytes[length..]) is > 0 and var end)
        {
            // What nearly every line is: all of it in one read. It needs no copy.
            line(Encoding.UTF8.GetString(bytes[..length]));
            return length + end;
        }

        Append(length < 0 ? bytes : bytes[..length]);
        if (length < 0)
        {
            return bytes.Length;
        }

        TakeControl(bytes[length]);
        return length + 1;
    }

    private static int LineEndLength(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("\n"u8) ? 1 : bytes.StartsWith("\r\n"u8) ? 2 : 0;

    private void TakeControl(byte value)
    {
        switch (value)
        {
            case (byte)'\n':
                EndLine();
                break;
            case (byte)'\r':
                _returned = true;
                _started = true;
                break;
            case Control.Escape:
                _escape.Open();
                break;
            case 0:
                Append("\uFFFD"u8);
                break;
        }
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (_returned)
        {
            _buffer.Clear();
            _returned = false;
        }

        _started = true;
        while (_buffer.Length + text.Length > longestLine)
        {
            var fitting = longestLine - _buffer.Length;
            _buffer.Append(text[..fitting]);
            text = text[fitting..];
            line(_buffer.TakeWholeCharacters());
        }

        _buffer.Append(text);
    }

    private void EndLine()
    {
        line(_buffer.TakeAll());
        _returned = false;
        _started = false;
    }
}
