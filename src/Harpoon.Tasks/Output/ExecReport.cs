using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Tasks.Logging;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Output;

/// <summary>Logs a command's lines as <c>Exec</c> would, live, and keeps them where that is asked for.</summary>
/// <param name="report">Shows lines.</param>
/// <param name="log">Gets the errors and warnings.</param>
/// <param name="parameters">What is asked for.</param>
/// <param name="paths">Where the files are that errors and warnings name.</param>
internal sealed class ExecReport(LogReport report, TaskLoggingHelper log, OutputParameters parameters, HostPaths paths) : IReport
{
    private readonly List<ITaskItem> _kept = [];
    private readonly CanonicalFormat? _format = parameters.ReadsStandardFormat ? new CanonicalFormat(nameof(DockerRun)) : null;

    /// <summary>The file of an error or a warning that names none; null leaves it to MSBuild, which names the task's line.</summary>
    public string? FileOfNone { get; init; }

    /// <summary>The lines that were kept.</summary>
    public ITaskItem[] Kept => [.. _kept];

    /// <inheritdoc/>
    public void Output(OutputLine line)
    {
        if (line.Channel == OutputChannel.Build)
        {
            // The progress of a pull is no line of the command's.
            report.Output(line);
            return;
        }

        if (line.Channel == OutputChannel.StandardError && parameters.StandardErrorIsError)
        {
            // Exec keeps none of these either.
            new LineProblem(IsError: true, paths.Text(line.Text)) { File = FileOfNone }.LogTo(log, report.Quoted);
            return;
        }

        Keep(line.Text);
        if (Problem(line.Text) is { } problem)
        {
            problem.LogTo(log, report.Quoted);
        }
        else
        {
            report.Line(line.Text, line.Channel == OutputChannel.StandardError ? parameters.StandardError : parameters.StandardOutput);
        }
    }

    /// <inheritdoc/>
    public void Message(MessageLevel level, string text) => report.Message(level, text);

    /// <inheritdoc/>
    public void ServiceLine(string service, MessageLevel level, string text) => report.ServiceLine(service, level, text);

    /// <inheritdoc/>
    public void Progress(TransferStatus status) => report.Progress(status);

    /// <inheritdoc/>
    public void Warning(Diagnostic diagnostic) => report.Warning(diagnostic);

    private void Keep(string line)
    {
        if (parameters.Keeps && !string.IsNullOrWhiteSpace(line))
        {
            _kept.Add(ItemText.ToItem(line.TrimEnd()));
        }
    }

    private LineProblem? Problem(string line)
    {
        var found = parameters.CustomError?.Read(line) ?? parameters.CustomWarning?.Read(line) ?? _format?.Read(line);
        return found switch
        {
            null => null,
            { File: { } file } => found with { File = paths.File(file) },
            _ => found with { File = FileOfNone, Message = paths.Text(found.Message) },
        };
    }
}
