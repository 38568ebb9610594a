using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Runs;

/// <summary>Does something with each line, and keeps nothing.</summary>
internal sealed class CallbackReport(Action<OutputLine> onLine) : IReport
{
    public void Output(OutputLine line) => onLine(line);

    public void Message(MessageLevel level, string text)
    {
    }

    public void Warning(Diagnostic diagnostic)
    {
    }
}
