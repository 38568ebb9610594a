using System.Diagnostics;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Bench.Work;

/// <summary>Measures from the line by which a service says that it is ready to the message that its wait is over.</summary>
internal sealed class ReadyClock : IReport
{
    private long said;

    public TimeSpan Elapsed { get; private set; }

    public void Output(OutputLine line)
    {
        // Only the service is listened to.
    }

    public void ServiceLine(string service, MessageLevel level, string text) => said = Stopwatch.GetTimestamp();

    public void Message(MessageLevel level, string text)
    {
        if (text.EndsWith("is ready.", StringComparison.Ordinal))
        {
            Elapsed = Stopwatch.GetElapsedTime(said);
        }
    }

    public void Warning(Diagnostic diagnostic) => throw new InvalidOperationException(diagnostic.Text);
}
