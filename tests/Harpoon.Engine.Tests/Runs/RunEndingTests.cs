using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

/// <summary>However a run ends, its container goes: each run here checks that.</summary>
public sealed class RunEndingTests(EngineFixture fixture) : RunTests(fixture)
{
    private const string HandlesTerm = "trap 'echo bye; exit 0' TERM; echo ready; while true; do sleep 0.05; done";
    private const string IgnoresTerm = "trap '' TERM; echo ready; while true; do sleep 0.05; done";

    [EngineFact]
    public async Task Cancelled_before_it_begins_nothing_is_created()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(Shell("echo ran"), Report, cancelled.Token));

        Assert.Empty(Report.Lines);
    }

    [EngineFact]
    public async Task Cancelled_while_it_runs_the_command_may_end_by_itself()
    {
        var lines = await CancelledAtReadyAsync(Shell(HandlesTerm));

        Assert.Equal(["ready", "bye"], lines);
    }

    [EngineFact]
    public async Task Cancelled_while_it_runs_a_command_that_ignores_it_is_killed() =>
        Assert.Equal(["ready"], await CancelledAtReadyAsync(Shell(IgnoresTerm).With(container => container with { StopTimeout = TimeSpan.FromSeconds(1) })));

    [EngineFact]
    public async Task Cancelled_at_any_moment_nothing_is_left()
    {
        for (var milliseconds = 0; milliseconds <= 300; milliseconds += 30)
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => RunAsync(Shell("sleep 60").With(container => container with { StopTimeout = TimeSpan.Zero }), Report, cancel.Token));
        }
    }

    [EngineFact]
    public async Task Cancelling_does_not_wait_for_the_container()
    {
        using var cancel = new CancellationTokenSource();
        var ready = new TaskCompletionSource();
        var run = RunAsync(
            Shell(IgnoresTerm).With(container => container with { StopTimeout = TimeSpan.FromSeconds(3) }), new CallbackReport(_ => ready.TrySetResult()), cancel.Token);
        await ready.Task.WaitAsync(Token);

        // Not the asynchronous way, which never blocks: MSBuild calls from a thread that it needs.
#pragma warning disable CA1849
        cancel.Cancel();
#pragma warning restore CA1849

        Assert.False(run.IsCompleted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [EngineFact]
    public async Task A_run_that_takes_too_long_is_stopped_and_is_an_error()
    {
        // On a busy machine the command itself needs a while until it listens.
        var outcome = await RunAsync(Shell(HandlesTerm) with { Timeout = TimeSpan.FromMilliseconds(4_500) });

        Assert.Equal("HRP4020", outcome.Failure?.Code);
        Assert.Contains("4500 ms", outcome.Failure?.Text, StringComparison.Ordinal);
        Assert.Equal(["ready", "bye"], Texts(OutputChannel.StandardOutput));
    }

    [EngineFact]
    public async Task A_report_that_fails_ends_the_run() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => RunAsync(
            Shell(IgnoresTerm), new CallbackReport(_ => throw new NotSupportedException()), Token));

    [EngineFact]
    public async Task A_log_that_fails_midway_ends_the_run()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");

        var error = await Assert.ThrowsAsync<HarpoonException>(() => RunAsync(Shell(IgnoresTerm) with { LogFile = "/dev/full" }));

        Assert.Equal("HRP4007", Assert.Single(error.Diagnostics).Code);
    }

    [EngineFact]
    public async Task A_kept_container_stays_stopped_and_says_how_to_look_into_it()
    {
        var engine = await EngineAsync();
        var outcome = await ContainerRun.ExecuteAsync(new RunContext(Marked(Shell("echo x; exit 3") with { Keep = true }), engine, Host, Report), Token);
        try
        {
            var kept = Assert.Single(await MarkedContainersAsync());
            Assert.Equal(outcome.ContainerId, kept.Id);
            Assert.Contains(HarpoonLabels.Keep, kept.Labels);
            Assert.False((await engine.Containers.InspectAsync(kept.Id, Token)).Running);
            Assert.Contains(Report.Messages, message => message.Text.Contains($"commit {kept.Id[..12]}", StringComparison.Ordinal));
        }
        finally
        {
            await engine.Containers.RemoveAsync(outcome.ContainerId, CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task The_commands_that_are_reported_a_kept_container_open_a_shell_in_it_and_take_it_away()
    {
        Assert.SkipUnless(ExternalProgram.Exists("docker") && ExternalProgram.Exists("script"), "This needs the docker CLI and script.");
        var engine = await EngineAsync();
        var outcome = await ContainerRun.ExecuteAsync(new RunContext(Marked(Shell("echo herring > /fish")) with { Keep = true }, engine, Host, Report), Token);
        try
        {
            var told = Report.Messages.Select(message => message.Text).ToList();
            var shell = told.Single(text => text.Contains("A shell", StringComparison.Ordinal)).Split(" files: ")[1];
            var away = told.Single(text => text.StartsWith("To remove it", StringComparison.Ordinal)).Split(", or ")[1];

            var output = await ExternalProgram.RunAsync("/bin/sh", ["-c", $"echo 'cat /fish; exit' | script -qec '{shell}' /dev/null"]);
            Assert.Contains("herring", output, StringComparison.Ordinal);
            await ExternalProgram.RunAsync("/bin/sh", ["-c", away]);
            Assert.Empty(await MarkedContainersAsync());
        }
        finally
        {
            await engine.Containers.RemoveAsync(outcome.ContainerId, CancellationToken.None);
            await engine.Images.RemoveAsync($"harpoon-kept:{outcome.ContainerId[..12]}", force: true, CancellationToken.None);
        }
    }

    private async Task<List<string>> CancelledAtReadyAsync(ContainerRunOptions options)
    {
        using var cancel = new CancellationTokenSource();
        var lines = new List<string>();
        var report = new CallbackReport(line =>
        {
            lines.Add(line.Text);
            cancel.CancelAfter(TimeSpan.Zero);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(options, report, cancel.Token));
        return lines;
    }
}
