using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

/// <summary>Runs whose way to the engine is cut: it is reached again, and nothing is left.</summary>
public sealed class LostConnectionTests(EngineFixture fixture) : RunTests(fixture)
{
    private const string Waits = "echo ready; while true; do sleep 0.05; done";

    [EngineFact]
    public async Task Cut_at_any_moment_nothing_is_left()
    {
        var lost = 0;
        var isCut = true;
        // Until a run gets through: how much it says and hears depends on the engine, and on what else is on it.
        for (var bytes = 0; isCut; bytes += 150)
        {
            await using var way = new LossyWay((await EngineAsync()).Endpoint, bytes, stalls: false, heals: true);
            try
            {
                await using var engine = await ConnectAsync(way);
                await ContainerRun.ExecuteAsync(new RunContext(Marked(Shell("echo ready; echo done")), engine, Host, Report), Token);
            }
            catch (HarpoonException)
            {
                lost++;
            }

            isCut = way.IsCut;
            Assert.Empty(await MarkedContainersAsync());
        }

        Assert.True(lost > 5, $"Only {lost} runs were lost.");
    }

    [EngineFact]
    public async Task A_container_that_still_runs_is_reported_and_removed()
    {
        var error = await LostAsync(Shell(Waits));

        Assert.Equal("HRP4030", error.Code);
        Assert.Contains("was still running, and it was removed", error.Text, StringComparison.Ordinal);
        Assert.Empty(await MarkedContainersAsync());
    }

    [EngineFact]
    public async Task A_container_that_ended_meanwhile_is_reported_with_its_exit_code_and_its_files_are_had()
    {
        using var folder = new TemporaryFolder();
        var options = Shell("echo x > /r; sleep 1; echo ready; sleep 1; exit 3") with { CopyOut = [new CopyOutItem("/r", folder.Path)] };

        var error = await LostAsync(options, UntilEndedAsync);

        Assert.Contains("had exited with code 3, and it was removed", error.Text, StringComparison.Ordinal);
        Assert.Equal("x\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "r"), Token));
        Assert.Empty(await MarkedContainersAsync());
    }

    [EngineFact]
    public async Task A_container_that_is_to_be_kept_is_stopped_and_kept()
    {
        var error = await LostAsync(Shell(Waits) with { Keep = true });
        var kept = Assert.Single(await MarkedContainersAsync());
        try
        {
            Assert.Contains("is kept", error.Text, StringComparison.Ordinal);
            Assert.False((await (await EngineAsync()).Containers.InspectAsync(kept.Id, Token)).Running);
        }
        finally
        {
            await (await EngineAsync()).Containers.RemoveAsync(kept.Id, CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task A_way_that_goes_silent_is_noticed_while_the_command_says_nothing()
    {
        await using var way = new LossyWay((await EngineAsync()).Endpoint, long.MaxValue, stalls: true);
        await using var engine = await ConnectAsync(way, TimeSpan.FromSeconds(3));
        var report = new CallbackReport(_ => way.Block());
        try
        {
            var error = await Assert.ThrowsAsync<HarpoonException>(
                () => ContainerRun.ExecuteAsync(new RunContext(Marked(Shell("echo ready; sleep 600")), engine, Host, report), Token));

            Assert.Equal("HRP4031", Assert.Single(error.Diagnostics).Code);
        }
        finally
        {
            foreach (var left in await MarkedContainersAsync())
            {
                await (await EngineAsync()).Containers.RemoveAsync(left.Id, CancellationToken.None);
            }
        }
    }

    [EngineFact]
    public async Task A_command_that_closes_its_output_and_runs_on_is_not_given_up()
    {
        var outcome = await RunAsync(Shell("echo ready; exec >&- 2>&-; sleep 8; exit 3"));

        Assert.Equal(3, outcome.ExitCode);
    }

    /// <summary>Runs it, and cuts the way when it says that it is ready.</summary>
    private async Task<Diagnostic> LostAsync(ContainerRunOptions options, Func<CancellationToken, Task>? healing = null)
    {
        await using var way = new LossyWay((await EngineAsync()).Endpoint, long.MaxValue, stalls: false, heals: true)
        {
            Healing = healing ?? (_ => Task.CompletedTask),
        };
        await using var engine = await ConnectAsync(way);
        var report = new CallbackReport(_ => way.Cut());
        var error = await Assert.ThrowsAsync<HarpoonException>(
            () => ContainerRun.ExecuteAsync(new RunContext(Marked(options), engine, Host, report), Token));
        return Assert.Single(error.Diagnostics);
    }

    private async Task UntilEndedAsync(CancellationToken cancellationToken)
    {
        var engine = await EngineAsync();
        while ((await engine.Containers.InspectAsync((await MarkedContainersAsync()).Single().Id, cancellationToken)).Running)
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    private static Task<IEngine> ConnectAsync(LossyWay way, TimeSpan? timeout = null) =>
        // Up to where it is cut the way is plain, also where the engine behind it is reached by TLS.
        EngineConnector.ConnectAsync(new EndpointOptions(way.Address, TlsVerify: false, Timeout: timeout), Host, new RecordingReport(), Token);
}
