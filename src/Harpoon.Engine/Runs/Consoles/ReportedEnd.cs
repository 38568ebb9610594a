using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Output;

namespace Harpoon.Engine.Runs.Consoles;

/// <summary>A build's log: the output is reported, a line at a time, and there is no input.</summary>
internal sealed class ReportedEnd(bool tty, RunTail report, IOutputLog? log) : IContainerStreams
{
    public bool HasInput => false;

    public Task DrainAsync(Stream attached, CancellationToken cancellationToken) =>
        OutputPump.DrainAsync(attached, tty, report, log, cancellationToken);

    public Task ServeAsync(string id, Stream attached, CancellationToken cancellationToken) => Task.CompletedTask;

    public Diagnostic WithLastOutput(Diagnostic failure) => report.AppendedTo(failure);
}
