namespace Harpoon.Terminal.Terminals;

/// <summary>The modes of a system's terminals.</summary>
internal interface ITerminalModes
{
    /// <summary>Whether this process may use the terminal at this moment.</summary>
    bool IsInForeground { get; }

    /// <summary>Hands keys and bytes on as they are. What was set before is kept, once.</summary>
    void EnterRaw();

    /// <summary>Sets what was kept.</summary>
    void Restore();
}
