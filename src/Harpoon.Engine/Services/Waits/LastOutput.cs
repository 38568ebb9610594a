using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Keeps the last line that says something.</summary>
internal sealed class LastOutput : IReport
{
    /// <summary>The line; empty where there was none.</summary>
    public string Line { get; private set; } = "";

    public void Output(OutputLine line) => Line = string.IsNullOrWhiteSpace(line.Text) ? Line : line.Text;

    public void Message(MessageLevel level, string text)
    {
        // A command says nothing but its output.
    }

    public void Warning(Diagnostic diagnostic)
    {
        // As above.
    }
}
