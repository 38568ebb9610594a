using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Logging;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Output;

/// <summary>Logs a command's lines as <c>Exec</c> would, live, and keeps them where that is asked for.</summary>
internal sealed class ExecReport(LogReport report, TaskLoggingHelper log, OutputParameters parameters) : IReport
{
    private readonly List<ITaskItem> kept = [];
    private readonly CanonicalFormat? format = parameters.ReadsStandardFormat ? new CanonicalFormat() : null;

    /// <summary>The lines that were kept.</summary>
    public ITaskItem[] Kept => [.. kept];

    /// <inheritdoc/>
    public void Output(OutputLine line)
    {
        if (parameters.Keeps && !string.IsNullOrWhiteSpace(line.Text))
        {
            kept.Add(ItemText.ToItem(line.Text));
        }

        var isStandardError = line.Channel == OutputChannel.StandardError;
        if (isStandardError && parameters.StandardErrorIsError)
        {
            log.LogError(line.Text);
        }
        else if (!LoggedAsAsked(line.Text))
        {
            report.Live(line.Text, isStandardError ? parameters.StandardError : parameters.StandardOutput);
        }
    }

    /// <inheritdoc/>
    public void Message(MessageLevel level, string text) => report.Message(level, text);

    /// <inheritdoc/>
    public void Warning(Diagnostic diagnostic) => report.Warning(diagnostic);

    private bool LoggedAsAsked(string line)
    {
        if (parameters.CustomError?.IsMatch(line) == true)
        {
            log.LogError(line);
        }
        else if (parameters.CustomWarning?.IsMatch(line) == true)
        {
            log.LogWarning(line);
        }
        else
        {
            return LoggedByFormat(format?.Read(line));
        }

        return true;
    }

    private bool LoggedByFormat(BuildEventArgs? heard)
    {
        switch (heard)
        {
            case BuildErrorEventArgs e:
                log.LogError(e.Subcategory, e.Code, e.HelpKeyword, e.File, e.LineNumber, e.ColumnNumber, e.EndLineNumber, e.EndColumnNumber, e.Message);
                return true;
            case BuildWarningEventArgs e:
                log.LogWarning(e.Subcategory, e.Code, e.HelpKeyword, e.File, e.LineNumber, e.ColumnNumber, e.EndLineNumber, e.EndColumnNumber, e.Message);
                return true;
            default:
                return false;
        }
    }
}
