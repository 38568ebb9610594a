using System.Runtime.Versioning;

namespace Harpoon.Terminal.Terminals;

/// <summary>termios(3). Its structure is different on each system and is never looked into.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixTerminalModes : ITerminalModes
{
    private const int Input = 0;

    private byte[]? _found;
    private TerminalGuard? _guard;

    public bool IsInForeground => LibC.ForegroundGroup(Input) == LibC.ProcessGroup();

    public void EnterRaw()
    {
        var modes = new byte[LibC.TermiosSize];
        if (LibC.GetModes(Input, modes) != 0)
        {
            return;
        }

        if (_found is null)
        {
            _guard = TerminalGuard.Start(LibC.TerminalName(Input));
            _found = [.. modes];
        }

        LibC.MakeRaw(modes);
        _ = LibC.SetModes(Input, LibC.Now, modes);
        _guard?.SetRaw();
    }

    public void Restore()
    {
        if (_found is not null)
        {
            _ = LibC.SetModes(Input, LibC.Now, _found);
        }

        _guard?.Dispose();
    }
}
