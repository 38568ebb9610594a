using Harpoon.Engine.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Logging;

/// <summary>Tells MSBuild what a piece of work tells: output live, a line each, and Harpoon's own words as messages.</summary>
/// <param name="engine">The build that the task runs in.</param>
/// <param name="log">The task's log.</param>
/// <param name="prefix">What each line of output starts with, so that projects that build side by side can be told apart; null for nothing.</param>
internal sealed class LogReport(IBuildEngine engine, TaskLoggingHelper log, string? prefix = null) : IReport
{
    private readonly string prefix = string.IsNullOrEmpty(prefix) ? string.Empty : $"{prefix}: ";

    /// <inheritdoc/>
    public void Output(OutputLine line) => Live(line.Text);

    /// <inheritdoc/>
    public void Message(MessageLevel level, string text)
    {
        if (level == MessageLevel.High)
        {
            Live(text);
        }
        else
        {
            log.LogMessage(level == MessageLevel.Normal ? MessageImportance.Normal : MessageImportance.Low, text);
        }
    }

    /// <inheritdoc/>
    public void Warning(Diagnostic diagnostic) => DiagnosticLog.Warning(log, diagnostic);

    /// <summary>Writes a line that the user waits for, at an importance of their choice.</summary>
    public void Live(string text, MessageImportance importance = MessageImportance.High) =>
        LiveOutput.Write(engine, prefix.Length == 0 ? text : prefix + text, importance);
}
