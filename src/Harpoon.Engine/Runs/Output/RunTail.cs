using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Output;

/// <summary>Remembers what a run's command wrote last, for the error that may come, and hands everything on.</summary>
/// <param name="report">Gets everything.</param>
/// <param name="secrets">What the error must not show.</param>
internal sealed class RunTail(IReport report, RunSecrets secrets) : IReport
{
    private readonly Lock _lock = new();
    private readonly LastLines _last = new();

    /// <summary>A diagnostic that also shows what the command wrote last.</summary>
    public Diagnostic AppendedTo(Diagnostic diagnostic)
    {
        lock (_lock)
        {
            return diagnostic with { Text = $"{diagnostic.Text} {DiagnosticTexts.Format("Said.LastLines", _last.Describe())}" };
        }
    }

    public void Output(OutputLine line)
    {
        // The progress of a pull is no line of the command's.
        if (line.Channel != OutputChannel.Build)
        {
            lock (_lock)
            {
                _last.Add(secrets.Hide(line.Text));
            }
        }

        report.Output(line);
    }

    public void Message(MessageLevel level, string text) => report.Message(level, text);

    public void Progress(TransferStatus status) => report.Progress(status);

    public void Warning(Diagnostic diagnostic) => report.Warning(diagnostic);
}
