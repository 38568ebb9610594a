using Harpoon.Engine.Diagnostics;

namespace Harpoon.Tasks.Logging;

/// <summary>Knows whether anything was reported that the user asked for.</summary>
/// <param name="report">Gets everything.</param>
internal sealed class CountedReport(IReport report) : IReport
{
    private int _count;

    /// <summary>Whether nothing was reported.</summary>
    public bool IsSilent => _count == 0;

    /// <inheritdoc/>
    public void Output(OutputLine line) => report.Output(line);

    /// <inheritdoc/>
    public void Message(MessageLevel level, string text)
    {
        _ = level == MessageLevel.High ? Interlocked.Increment(ref _count) : 0;
        report.Message(level, text);
    }

    /// <inheritdoc/>
    public void ServiceLine(string service, MessageLevel level, string text) => report.ServiceLine(service, level, text);

    /// <inheritdoc/>
    public void Progress(TransferStatus status) => report.Progress(status);

    /// <inheritdoc/>
    public void Warning(Diagnostic diagnostic)
    {
        Interlocked.Increment(ref _count);
        report.Warning(diagnostic);
    }
}
