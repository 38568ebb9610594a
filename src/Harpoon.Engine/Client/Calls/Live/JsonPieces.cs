namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>Messages, a JSON value each. Whether they are valid is for their reader to see; here it counts where one ends.</summary>
internal sealed class JsonPieces : IAnswerPieces
{
    /// <summary>So much blank space is no line break any more.</summary>
    private const int UsualBlanks = 64;

    private const int MostBlanks = 1 << 20;

    private int _depth;
    private int _blanks;
    private bool _isInText;
    private bool _isEscaped;
    private bool _isLoose;

    public bool IsInPiece => _depth > 0 || _isInText || _isLoose || _blanks > UsualBlanks;

    public bool IsEndless => _blanks > MostBlanks;

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[(_isInText ? TakeText(bytes) : TakeOther(bytes[0]))..];
        }
    }

    private int TakeText(ReadOnlySpan<byte> bytes)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            return 1;
        }

        var mark = bytes.IndexOfAny((byte)'"', (byte)'\\');
        if (mark < 0)
        {
            return bytes.Length;
        }

        _isEscaped = bytes[mark] == (byte)'\\';
        _isInText = _isEscaped;
        return mark + 1;
    }

    private int TakeOther(byte value)
    {
        switch (value)
        {
            case (byte)'{' or (byte)'[':
                _depth++;
                break;
            case (byte)'}' or (byte)']':
                TakeEnd();
                break;
            case (byte)'\n' when _depth == 0:
                _isLoose = false;
                _blanks++;
                break;
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                _blanks += _depth == 0 ? 1 : 0;
                break;
            default:
                _isInText = value == (byte)'"';
                _isLoose = _depth == 0;
                break;
        }

        return 1;
    }

    private void TakeEnd()
    {
        _depth = Math.Max(_depth - 1, 0);
        if (_depth == 0)
        {
            (_isLoose, _blanks) = (false, 0);
        }
    }
}
