using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.RunHelper;

/// <summary>Writes a container's lines to the console, and nothing else.</summary>
internal sealed class ConsoleReport : IReport
{
    public void Output(OutputLine line) => Console.WriteLine(line.Text);

    public void Message(MessageLevel level, string text)
    {
    }

    public void Warning(Diagnostic diagnostic)
    {
    }
}
