using System.Diagnostics;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Bench.Work;

/// <summary>Measures from the line by which a service says that it is ready to the message that its wait is over.</summary>
internal sealed class ReadyClock : IReport
{
    private long _said;
    private long _ready;

    /// <summary>None where the wait was over before the line was read.</summary>
    public TimeSpan Elapsed => _said > 0 && _ready > _said ? Stopwatch.GetElapsedTime(_said, _ready) : TimeSpan.Zero;

    public void Output(OutputLine line)
    {
        // Only the service is listened to.
    }

    public void ServiceLine(string service, MessageLevel level, string text) => _said = Stopwatch.GetTimestamp();

    public void Message(MessageLevel level, string text)
    {
        if (text.EndsWith("is ready.", StringComparison.Ordinal))
        {
            _ready = Stopwatch.GetTimestamp();
        }
    }

    public void Warning(Diagnostic diagnostic) => throw new InvalidOperationException(diagnostic.Text);
}
