using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Runs;

namespace Harpoon.Engine.Tests.Services;

/// <summary>However a run with two services ends, nothing of them is left: each run here checks that.</summary>
public sealed class ServiceEndingTests(EngineFixture fixture) : ServiceTests(fixture)
{
    [EngineFact]
    public async Task Success() => Assert.Equal(0, (await RunAsync("true", Two())).ExitCode);

    [EngineFact]
    public async Task Exit_code_3()
    {
        var outcome = await RunAsync("exit 3", Two());

        Assert.Equal(3, outcome.ExitCode);
        Assert.Equal("HRP4010", outcome.Failure?.Code);
    }

    [EngineFact]
    public async Task Timeout_of_the_command()
    {
        var outcome = await RunAsync("sleep 600", options => options.With(container => container with { StopTimeout = TimeSpan.Zero }) with { Timeout = TimeSpan.FromSeconds(1) }, Two());

        Assert.Equal("HRP4020", outcome.Failure?.Code);
    }

    [EngineFact]
    public async Task Timeout_of_a_wait() => Assert.Equal(
        "HRP4211", (await ErrorAsync("true", Lasting("db", "log:ready"), Lasting("late", "log:never") with { WaitTimeout = TimeSpan.FromSeconds(0.5) })).Code);

    [EngineFact]
    public async Task Ctrl_C_at_any_moment()
    {
        for (var milliseconds = 0; milliseconds <= 800; milliseconds += 80)
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync("sleep 600", Report, cancel.Token, Two()));
        }
    }

    [EngineFact]
    public async Task Ctrl_C_while_the_command_runs()
    {
        using var cancel = new CancellationTokenSource();
        var report = new CallbackReport(_ => cancel.CancelAfter(TimeSpan.Zero));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync("echo here; exec sleep 600", report, cancel.Token, Two()));
    }

    [EngineFact]
    public async Task Ctrl_C_while_a_service_is_waited_for()
    {
        using var cancel = new CancellationTokenSource();
        var report = new RecordingReport { Heard = CancelWhenReady };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RunAsync("true", report, cancel.Token, Lasting("db", "log:ready"), Lasting("late", "log:never")));

        void CancelWhenReady(string text)
        {
            if (text == "late | ready")
            {
                cancel.CancelAfter(TimeSpan.Zero);
            }
        }
    }

    [EngineFact(NotOnPodman = PodmanLacks.OutOfMemory)]
    public async Task A_service_out_of_memory()
    {
        var hungry = Shelled("hungry", $"echo ready; {Hungry}", "log:never");

        var error = await ErrorAsync("true", Lasting("db", "log:ready"), hungry with { Run = hungry.Run.With(container => container with { Memory = 16 << 20 }) });

        Assert.Equal("HRP4210", error.Code);
        Assert.Contains("exited with code 137 before it was ready, because it exceeded its memory limit", error.Text, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.OutOfMemory)]
    public async Task The_command_out_of_memory()
    {
        var outcome = await RunAsync(
            Hungry, options => options.With(container => container with { Memory = 16 << 20 }), Two());

        Assert.Equal("HRP4011", outcome.Failure?.Code);
    }

    [EngineFact]
    public async Task A_report_that_fails() => await Assert.ThrowsAsync<NotSupportedException>(
        () => RunAsync("echo here; exec sleep 600", new CallbackReport(_ => throw new NotSupportedException()), Token, Two()));

    private Engine.Services.Spec.Service[] Two() => [Lasting("db", "log:ready"), Lasting("cache", "log:ready")];

    private Engine.Services.Spec.Service Lasting(string name, string wait) => Shelled(name, "echo ready; exec sleep 600", wait);
}
