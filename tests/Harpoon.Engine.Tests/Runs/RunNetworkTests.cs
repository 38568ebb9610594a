using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Runs.Cleanup;

namespace Harpoon.Engine.Tests.Runs;

public sealed class RunNetworkTests(EngineFixture fixture) : RunTests(fixture)
{
    private string Name => $"harpoon-runs-{Marker}";

    [EngineFact]
    public async Task A_network_that_is_missing_is_created_and_removed_after_success_failure_and_timeout()
    {
        Assert.Equal(0, (await RunAsync(InNetwork("true"))).ExitCode);
        Assert.Null(await FindAsync());

        Assert.Equal(3, (await RunAsync(InNetwork("exit 3"))).ExitCode);
        Assert.Null(await FindAsync());

        await RunAsync(InNetwork("sleep 600").With(container => container with { StopTimeout = TimeSpan.Zero }) with { Timeout = TimeSpan.FromMilliseconds(1) });
        Assert.Null(await FindAsync());
    }

    [EngineFact]
    public async Task A_cancelled_run_removes_its_network_too()
    {
        using var cancel = new CancellationTokenSource();
        var report = new CallbackReport(_ => cancel.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RunAsync(InNetwork("echo ready; sleep 600").With(container => container with { StopTimeout = TimeSpan.Zero }), report, cancel.Token));

        Assert.Null(await FindAsync());
    }

    [EngineFact]
    public async Task The_container_is_found_by_its_aliases_and_knows_its_own_name_and_extra_hosts()
    {
        var options = InNetwork("nslookup web | grep -q \"$(hostname -i)\" && hostname && grep db /etc/hosts | tr '\\t' ' '");

        var outcome = await RunAsync(options.With(container => container with { NetworkAliases = ["web"], Hostname = "harpooned", ExtraHosts = ["db:10.1.2.3"] }));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(["harpooned", "10.1.2.3 db"], Report.Lines.Select(line => line.Text));
    }

    [EngineFact]
    public async Task Another_ones_network_stays()
    {
        var networks = (await EngineAsync()).Networks;
        var id = await networks.CreateAsync(Name, new Dictionary<string, string>(), Token);
        try
        {
            Assert.Equal(0, (await RunAsync(InNetwork("true"))).ExitCode);
            Assert.Equal(id, (await FindAsync())?.Id);
        }
        finally
        {
            await networks.RemoveAsync(id, CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task The_last_of_two_runs_in_a_network_removes_it()
    {
        var second = new TaskCompletionSource();
        var released = new TaskCompletionSource();
        var waiting = RunBesideAsync("echo ready; sleep 600", second, released);
        await second.Task.WaitAsync(Token);

        Assert.Equal(0, (await ContainerRun.ExecuteAsync(new RunContext(Marked(InNetwork("true")), await EngineAsync(), Host, Report), Token)).ExitCode);
        Assert.NotNull(await FindAsync());

        released.SetResult();
        await waiting;
        Assert.Null(await FindAsync());
        Assert.Empty(Report.Warnings);
    }

    [EngineFact]
    public async Task A_network_that_another_run_removes_meanwhile_is_created_again()
    {
        var engine = await EngineAsync();
        var stolen = new StolenNetworks(engine.Networks);

        var outcome = await ContainerRun.ExecuteAsync(
            new RunContext(Marked(InNetwork("echo here")), new EngineWithNetworks(engine, stolen), Host, Report), Token);

        Assert.Null(outcome.Failure);
        Assert.Equal(2, stolen.Created);
        Assert.Equal(["here"], Report.Lines.Select(line => line.Text));
        Assert.Null(await FindAsync());
        Assert.Empty(await MarkedContainersAsync());
    }

    [EngineFact]
    public async Task A_kept_container_keeps_its_network_until_it_is_cleaned_away()
    {
        var engine = await EngineAsync();
        var owner = ServiceOwner.Of($"/{Marker}.proj", Marker, Host);
        var outcome = await ContainerRun.ExecuteAsync(new RunContext(Marked(InNetwork("true") with { Keep = true, Project = Marker, Owner = owner.Id }), engine, Host, Report), Token);
        await Leftovers.SweepAsync(engine, BuildProcess.OfThisProcess(), Report, Token);
        Assert.NotNull(await FindAsync());
        Assert.Equal(outcome.ContainerId, Assert.Single(await MarkedContainersAsync()).Id);

        await ContainerClean.ExecuteAsync(owner, engine, Report, Token);

        Assert.Null(await FindAsync());
        Assert.Empty(await MarkedContainersAsync());
    }

    [EngineFact]
    public async Task A_dead_sessions_network_is_swept_when_no_container_runs_in_it_any_more()
    {
        var engine = await EngineAsync();
        // Of a place of its own, in which nobody lives: the runs of other tests don't judge it.
        var process = new BuildProcess(new ScriptedProcesses(Marker));
        await engine.Networks.CreateAsync(Name, new Dictionary<string, string> { [HarpoonLabels.Session] = OwnershipMark.Of(process.Identity, Name).ToString() }, Token);
        var user = await engine.Containers.CreateAsync(new ContainerSpec(TestImages.Base) { Command = ["sleep", "600"], Network = Name }, Token);
        try
        {
            await engine.Containers.StartAsync(user.Id, Token);
            await Leftovers.SweepAsync(engine, process, Report, Token);
            Assert.NotNull(await FindAsync());
        }
        finally
        {
            await engine.Containers.RemoveAsync(user.Id, CancellationToken.None);
        }

        await Leftovers.SweepAsync(engine, process, Report, Token);
        Assert.Null(await FindAsync());
        Assert.Empty(Report.Warnings);
    }

    [EngineFact]
    public async Task Runs_that_start_in_a_missing_network_at_once_share_one_and_leave_none()
    {
        var engine = await EngineAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Task.Run(() => ContainerRun.ExecuteAsync(new RunContext(Marked(InNetwork("true")), engine, Host, Report), Token))));

        NonEmpty.All(outcomes, outcome => Assert.Null(outcome.Failure));
        Assert.Empty(Report.Warnings);
        Assert.Null(await FindAsync());
        Assert.Empty(await MarkedContainersAsync());
    }

    private ContainerRunOptions InNetwork(string command) => Shell(command).With(container => container with { Network = Name });

    private async Task<LabelledObject?> FindAsync() => await (await EngineAsync()).Networks.FindAsync(Name, CancellationToken.None);

    private async Task RunBesideAsync(string command, TaskCompletionSource runs, TaskCompletionSource released)
    {
        using var cancel = new CancellationTokenSource();
        var run = ContainerRun.ExecuteAsync(
            new RunContext(Marked(InNetwork(command).With(container => container with { StopTimeout = TimeSpan.Zero })), await EngineAsync(), Host, new CallbackReport(_ => runs.TrySetResult())), cancel.Token);
        await Task.WhenAny(run, released.Task);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }
}
