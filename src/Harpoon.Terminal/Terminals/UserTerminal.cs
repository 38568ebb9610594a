namespace Harpoon.Terminal.Terminals;

/// <summary>The terminal that this process was started at, if there is one.</summary>
internal sealed class UserTerminal
{
    private readonly ITerminalModes _modes = OperatingSystem.IsWindows() ? new WindowsTerminalModes() : new UnixTerminalModes();

    /// <summary>Whether keys and bytes are handed on as they are.</summary>
    public bool IsRaw { get; private set; }

    /// <summary>Whether there is a keyboard. A job in the background would be stopped at its first look at the keyboard.</summary>
    public bool HasKeyboard => !Console.IsInputRedirected && _modes.IsInForeground;

    /// <summary>Whether both input and output are a terminal.</summary>
    public bool IsInteractive => HasKeyboard && !Console.IsOutputRedirected;

    /// <summary>What goes in: what is typed, or piped; null for a job in the background.</summary>
    public Stream? OpenInput() => Console.IsInputRedirected || HasKeyboard ? StandardStreams.OpenInput() : null;

    /// <summary>Hands each key on as it is typed, and each byte as it is written.</summary>
    public void EnterRawMode()
    {
        if (HasKeyboard)
        {
            _modes.EnterRaw();
            IsRaw = true;
        }
    }

    /// <summary>Enters raw mode again, after a time in which a shell had the terminal.</summary>
    public void Resume()
    {
        if (IsRaw)
        {
            _modes.EnterRaw();
        }
    }

    /// <summary>Leaves the terminal as it was found.</summary>
    public void Restore()
    {
        if (IsRaw)
        {
            IsRaw = false;
            _modes.Restore();
        }
    }
}
