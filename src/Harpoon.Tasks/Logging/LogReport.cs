using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Engine.Machine.Ci;
using Harpoon.Engine.Registries.Transfers;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Logging;

/// <summary>Logs to MSBuild what a piece of work reports: output live, a line each, and Harpoon's own texts as messages.</summary>
/// <param name="engine">The build that the task runs in.</param>
/// <param name="log">The task's log.</param>
/// <param name="style">What stands before a line.</param>
/// <param name="locate">Finds the place of an item that a warning is about; null leaves it out.</param>
/// <param name="ci">The CI system that reads the log; null for none. Only <see cref="Command"/> and groups are commands to it.</param>
internal sealed class LogReport(
    IBuildEngine engine, TaskLoggingHelper log, LineStyle style, Func<Diagnostic, Diagnostic>? locate = null, CiSystem? ci = null) : IReport
{
    private string? _group;

    private readonly TransferLines _transfers = new(TimeProvider.System, line => LiveOutput.Write(engine, Shown(ci, style.Prefixed(line)), MessageImportance.High));

    /// <inheritdoc/>
    public void Output(OutputLine line) => Live(style.Prefixed(PlainText.Of(line.Text)), MessageImportance.High);

    /// <summary>A line that a run's container wrote, at an importance of the user's choice.</summary>
    public void Line(string text, MessageImportance importance) => Live(style.Line(PlainText.Of(text)), importance);

    /// <inheritdoc/>
    public void ServiceLine(string service, MessageLevel level, string text) => Say(level, style.Line(service, PlainText.Of(text)));

    /// <inheritdoc/>
    public void Message(MessageLevel level, string text)
    {
        var plain = PlainText.Of(text);
        Say(level, level == MessageLevel.High ? style.Prefixed(plain) : plain);
    }

    /// <inheritdoc/>
    public void Progress(TransferStatus status) => _transfers.Take(status);

    /// <inheritdoc/>
    public void Warning(Diagnostic diagnostic)
    {
        if (!diagnostic.IsOncePerBuild || IsFirst(diagnostic))
        {
            DiagnosticLog.Warning(log, Quoted(locate?.Invoke(diagnostic) ?? diagnostic));
        }
    }

    /// <summary>Projects that build side by side have no groups: their lines would be in each other's.</summary>
    public void BeginGroup(string title)
    {
        if (string.IsNullOrEmpty(style.Project) && ci?.BeginGroup(title) is { } line)
        {
            _group = title;
            Command(line);
        }
    }

    /// <inheritdoc/>
    public void EndGroup()
    {
        if (_group is not null && ci?.EndGroup(_group) is { } line)
        {
            _group = null;
            Command(line);
        }
    }

    /// <summary>Writes a command to the CI system.</summary>
    public void Command(string line) => LiveOutput.Write(engine, line, MessageImportance.High);

    /// <summary>A diagnostic whose text, which may repeat others' words, is no command.</summary>
    public Diagnostic Quoted(Diagnostic diagnostic) => diagnostic with { Text = Quoted(diagnostic.Text) };

    /// <inheritdoc cref="Quoted(Diagnostic)"/>
    public string Quoted(string text) => ci?.Quote(text) ?? text;

    /// <summary>Whether this build has not heard it yet, as far as this node knows.</summary>
    private bool IsFirst(Diagnostic diagnostic)
    {
        if (engine is not IBuildEngine4 build)
        {
            return true;
        }

        var key = $"Harpoon: {diagnostic.Code}: {diagnostic.Text}";
        if (build.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is not null)
        {
            return false;
        }

        build.RegisterTaskObject(key, key, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return true;
    }

    private void Say(MessageLevel level, string text)
    {
        if (level == MessageLevel.High)
        {
            Live(text, MessageImportance.High);
        }
        else
        {
            log.LogMessage(level == MessageLevel.Normal ? MessageImportance.Normal : MessageImportance.Low, Shown(ci, text));
        }
    }

    private void Live(string text, MessageImportance importance) => LiveOutput.Write(engine, Shown(ci, text), importance);

    private static string Shown(CiSystem? ci, string text) => ci?.Show(text) ?? text;
}
