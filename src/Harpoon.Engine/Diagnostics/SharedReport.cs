namespace Harpoon.Engine.Diagnostics;

/// <summary>A report that several containers use at once: it is called by one at a time.</summary>
internal sealed class SharedReport(IReport report) : IReport
{
    private readonly Lock _lock = new();

    public void Output(OutputLine line)
    {
        lock (_lock)
        {
            report.Output(line);
        }
    }

    public void Message(MessageLevel level, string text)
    {
        lock (_lock)
        {
            report.Message(level, text);
        }
    }

    public void ServiceLine(string service, MessageLevel level, string text)
    {
        lock (_lock)
        {
            report.ServiceLine(service, level, text);
        }
    }

    public void Progress(TransferStatus status)
    {
        lock (_lock)
        {
            report.Progress(status);
        }
    }

    public void Warning(Diagnostic diagnostic)
    {
        lock (_lock)
        {
            report.Warning(diagnostic);
        }
    }
}
