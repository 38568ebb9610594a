namespace Harpoon.Engine.Diagnostics;

/// <summary>For repeating work whose messages were already reported.</summary>
internal sealed class NullReport : IReport
{
    /// <summary>It keeps nothing, so one is enough.</summary>
    public static readonly NullReport Instance = new();

    /// <inheritdoc/>
    public void Output(OutputLine line)
    {
    }

    /// <inheritdoc/>
    public void Message(MessageLevel level, string text)
    {
    }

    /// <inheritdoc/>
    public void Warning(Diagnostic diagnostic)
    {
    }
}
