namespace Harpoon.Engine.Diagnostics.Text;

/// <summary>
/// Finds the end of a terminal's escape sequence, byte by byte, so that it may be cut anywhere (ECMA-48, chapters 5.3, 5.4 and 5.6).
/// </summary>
internal struct EscapeSequence
{
    private enum State
    {
        None,
        Introduced,
        Intermediate,
        Control,
        Text,
        TextMaybeEnding,
    }

    private State _state;

    /// <summary>Whether the next byte belongs to a sequence.</summary>
    public readonly bool IsOpen => _state != State.None;

    /// <summary>An ESC has come.</summary>
    public void Open() => _state = State.Introduced;

    /// <summary>Forgets a sequence that never ended.</summary>
    public void Close() => _state = State.None;

    /// <summary>Takes a byte of the sequence.</summary>
    /// <returns>False where the byte is not part of it: the sequence was broken off before.</returns>
    public bool Take(byte value)
    {
        // No sequence reaches over a line's end: a stray ESC in binary data must not swallow the lines after it.
        if (value is (byte)'\n' or (byte)'\r')
        {
            Close();
            return false;
        }

        _state = value is Control.Cancel or Control.Substitute ? State.None : Next(value);
        return true;
    }

    private readonly State Next(byte value) => _state switch
    {
        _ when value == Control.Escape => _state is State.Text ? State.TextMaybeEnding : State.Introduced,
        State.Introduced => value switch
        {
            (byte)'[' => State.Control,
            // OSC, DCS, SOS, PM and APC: text up to BEL or ESC \.
            (byte)']' or (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_' => State.Text,
            >= 0x20 and <= 0x2F => State.Intermediate,
            _ => State.None,
        },
        State.Intermediate => value is >= 0x20 and <= 0x2F ? State.Intermediate : State.None,
        State.Control => value is >= 0x40 and <= 0x7E ? State.None : State.Control,
        State.Text => value == Control.Bell ? State.None : State.Text,
        // Only a backslash ends it, and every other byte after ESC starts a sequence of its own.
        State.TextMaybeEnding => value == (byte)'\\' ? State.None : new EscapeSequence { _state = State.Introduced }.Next(value),
        _ => State.None,
    };
}
