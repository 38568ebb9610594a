using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Output;

namespace Harpoon.Engine.Runs;

/// <summary>A created container that is attached to, started, and attended until it runs no more.</summary>
internal sealed class AttendedContainer(string id, ContainerRunOptions options, IEngine engine, IReport report)
{
    /// <summary>How long output may still come after the container was stopped.</summary>
    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(10);

    /// <summary>Runs it to its end.</summary>
    /// <param name="log">Gets every byte of the output.</param>
    /// <param name="setUp">Gives up attaching and starting.</param>
    /// <param name="cancellationToken">Stops the container.</param>
    public async Task<ContainerRunOutcome> RunAsync(IOutputLog? log, CancellationToken setUp, CancellationToken cancellationToken)
    {
        // What is written before somebody is attached is lost where the engine keeps no log.
        await using var output = await engine.Containers.AttachAsync(id, setUp);
        try
        {
            await engine.Containers.StartAsync(id, setUp);
        }
        catch (EngineRefusedException e)
        {
            return StartFailure.Of(options, id, e);
        }

        using var stop = new StopSignal(options.Timeout, cancellationToken);
        var (exitCode, stopped) = await AttendAsync(output, log, stop.Requested);
        cancellationToken.ThrowIfCancellationRequested();
        return new ContainerRunOutcome(id, exitCode, stopped ? TimedOut() : await FailureAsync(exitCode));
    }

    private async Task<(int ExitCode, bool Stopped)> AttendAsync(Stream output, IOutputLog? log, Task stopRequested)
    {
        using var abandon = new CancellationTokenSource();
        var ending = EndAsync(output, log, abandon.CancelAsync, abandon.Token);
        if (await Task.WhenAny(ending, stopRequested) == ending)
        {
            return (await ending, Stopped: false);
        }

        await StopAsync();
        abandon.CancelAfter(LastOutput);
        try
        {
            return (await ending, Stopped: true);
        }
        catch (OperationCanceledException)
        {
            return (ExitDiagnosis.Killed, Stopped: true);
        }
    }

    /// <summary>Reads the output to its end, and waits for the exit code.</summary>
    private async Task<int> EndAsync(
        Stream output, IOutputLog? log, Func<Task> abandonAsync, CancellationToken abandoned)
    {
        var drained = OutputPump.DrainAsync(output, options.Tty, report, log, abandoned);
        var exited = engine.Containers.WaitAsync(id, abandoned);
        var first = await Task.WhenAny(drained, exited);
        if (!first.IsCompletedSuccessfully)
        {
            // The other would wait for something that may never come.
            await abandonAsync();
            await Task.WhenAll(drained, exited).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first;
        }

        await drained;
        return await exited;
    }

    private async Task StopAsync()
    {
        report.Message(
            MessageLevel.High,
            $"Stopping the container {ContainerIds.Short(id)}: SIGTERM, and SIGKILL after {options.StopTimeout.TotalSeconds:0} s.");
        try
        {
            await engine.Containers.StopAsync(id, options.StopTimeout, CancellationToken.None);
        }
        catch (HarpoonException e)
        {
            // Its removal, which comes next, kills what still runs.
            report.Message(MessageLevel.Normal, e.Message);
        }
    }

    private Diagnostic TimedOut() =>
        Diagnostic.Of("HRP4020", options.Image, RunCommand.Of(options), options.Timeout?.TotalMilliseconds);

    private async Task<Diagnostic?> FailureAsync(int exitCode)
    {
        if (exitCode == 0 || options.IgnoreExitCode)
        {
            return null;
        }

        // Only a killed container can have been out of memory: no other ending costs a call more.
        var outOfMemory = exitCode == ExitDiagnosis.Killed
            && (await engine.Containers.InspectAsync(id, CancellationToken.None)).OutOfMemory;
        return ExitDiagnosis.Of(options, exitCode, outOfMemory);
    }
}
