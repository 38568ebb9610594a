using System.Diagnostics;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs.Cleanup;

[Collection(nameof(SweptAlone))]
public sealed class LeftoversTests(EngineFixture fixture) : RunTests(fixture)
{
    private static readonly string Helper = Path.Combine(AppContext.BaseDirectory, "Harpoon.Engine.Tests.RunHelper.dll");

    [EngineFact]
    public async Task What_a_killed_process_left_goes_before_the_next_run()
    {
        using var helper = await StartHelperAsync([]);
        await RunOtherAsync();
        Assert.Single(await MarkedContainersAsync());

        helper.Kill();
        await helper.WaitForExitAsync(Token);
        await RunOtherAsync();

        Assert.Empty(await MarkedContainersAsync());
    }

    [EngineFact]
    public async Task The_network_of_a_killed_run_goes_with_its_container()
    {
        var networks = (await EngineAsync()).Networks;
        using var helper = await StartHelperAsync([], $"harpoon-runs-{Marker}");
        await RunOtherAsync();
        Assert.NotNull(await networks.FindAsync($"harpoon-runs-{Marker}", Token));

        helper.Kill();
        await helper.WaitForExitAsync(Token);
        await RunOtherAsync();

        Assert.Empty(await MarkedContainersAsync());
        Assert.Null(await networks.FindAsync($"harpoon-runs-{Marker}", Token));
    }

    [EngineFact]
    public async Task A_session_in_another_pid_namespace_is_left_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "A pid namespace of one's own needs root on Linux.");
        // In there its process id is a small one, and no process of this namespace started when it did: it looks dead from here.
        using var helper = await StartHelperAsync(["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"]);
        var left = Assert.Single(await MarkedContainersAsync());
        try
        {
            await RunOtherAsync();
            Assert.Single(await MarkedContainersAsync());

            helper.Kill();
            await helper.WaitForExitAsync(Token);
            await RunOtherAsync();
            Assert.Single(await MarkedContainersAsync());
        }
        finally
        {
            await (await EngineAsync()).Containers.RemoveAsync(left.Id, CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task What_is_labelled_to_stay_stays()
    {
        var engine = await EngineAsync();
        var created = await CreateAsync(DeadSession(), (HarpoonLabels.Keep, "true"));
        try
        {
            await RunOtherAsync();
            Assert.Single(await MarkedContainersAsync());
        }
        finally
        {
            await engine.Containers.RemoveAsync(created.Id, CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task Networks_and_anonymous_volumes_of_dead_sessions_go_too()
    {
        Assert.SkipUnless(ExternalProgram.Exists("docker"), "Needs the docker CLI.");
        var name = $"harpoon-runs-{Marker}";
        var label = $"{HarpoonLabels.Session}={OwnershipMark.Of(DeadSession(), name)}";
        var network = (await DockerAsync("network", "create", "--label", label, name)).Trim();
        var container = (await DockerAsync(
            "create", "--name", name, "--label", label, "--label", $"{Label}={Marker}", "--network", network, "--volume", "/v", TestImages.Base, "true")).Trim();
        var volume = (await DockerAsync("inspect", "--format", "{{(index .Mounts 0).Name}}", container)).Trim();

        await RunOtherAsync();

        Assert.Empty(await MarkedContainersAsync());
        Assert.DoesNotContain(network, await DockerAsync("network", "ls", "--quiet", "--no-trunc"), StringComparison.Ordinal);
        Assert.DoesNotContain(volume, await DockerAsync("volume", "ls", "--quiet"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task What_can_not_be_swept_is_a_warning()
    {
        var engine = await EngineAsync();
        await Leftovers.SweepAsync(new EngineWithNetworks(engine, new NoNetworks()), BuildProcess.OfThisProcess(), Report, Token);

        Assert.Equal("HRP4042", Assert.Single(Report.Warnings).Code);
    }

    private static Task<string> DockerAsync(params string[] arguments) => ExternalProgram.RunAsync("docker", arguments);

    // No process id of Linux is as high as this (proc(5): pid_max is at most 4194304).
    private static BuildProcessIdentity DeadSession() => BuildProcess.OfThisProcess().Identity with { ProcessId = 4_194_305 };

    private async Task<CreatedContainer> CreateAsync(BuildProcessIdentity process, (string Name, string Value) label) =>
        await (await EngineAsync()).Containers.CreateAsync(
            OwnershipMark.Put(new ContainerSpec(TestImages.Base)
            {
                Command = ["true"],
                Labels = new Dictionary<string, string> { [Label] = Marker, [HarpoonLabels.Session] = process.ToString(), [label.Name] = label.Value },
            }),
            Token);

    private async Task RunOtherAsync() => await ContainerRun.ExecuteAsync(new RunContext(Shell("true"), await EngineAsync(), Host, Report), Token);

    /// <summary>Starts a process that runs a container, which runs when this returns.</summary>
    private async Task<Process> StartHelperAsync(string[] before, params string[] more)
    {
        string[] command = [.. before, "dotnet", Helper, TestImages.Base, Marker, "echo ready; sleep 600", .. more];
        var helper = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        Assert.Equal("ready", await helper.StandardOutput.ReadLineAsync(Token));
        return helper;
    }
}
