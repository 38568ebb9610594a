using System.Diagnostics;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Runs;

namespace Harpoon.Engine.Tests.Services;

/// <summary>What a build left that was killed with two services goes before the next run, and not while it lives.</summary>
[Collection(nameof(SweptAlone))]
public sealed class LeftServicesTests(EngineFixture fixture) : RunTests(fixture)
{
    private static readonly string Helper = Path.Combine(AppContext.BaseDirectory, "Harpoon.Engine.Tests.RunHelper.dll");

    [EngineTheory]
    [InlineData("run", 3)]
    [InlineData("up", 2)]
    public async Task What_a_killed_build_left_of_its_services_goes_before_the_next_run(string deed, int containers)
    {
        using var folder = new TemporaryFolder();
        using var helper = Process.Start(new ProcessStartInfo(
            "dotnet", [Helper, TestImages.Base, Marker, "exec sleep 600", deed, folder.Path]))!;
        try
        {
            await UntilRunningAsync(containers);
            await RunOtherAsync();
            Assert.Equal(containers, (await MarkedContainersAsync()).Count);
            Assert.Single(await NetworksAsync());
        }
        finally
        {
            helper.Kill();
            await helper.WaitForExitAsync(CancellationToken.None);
        }

        await RunOtherAsync();

        Assert.Empty(await MarkedContainersAsync());
        Assert.Empty(await NetworksAsync());
    }

    private async Task UntilRunningAsync(int containers)
    {
        while ((await MarkedContainersAsync()).Count < containers || !await AllRunAsync())
        {
            await Task.Delay(50, Token);
        }
    }

    private async Task<bool> AllRunAsync()
    {
        var engine = await EngineAsync();
        try
        {
            foreach (var container in await MarkedContainersAsync())
            {
                if (!(await engine.Containers.InspectAsync(container.Id, Token)).Running)
                {
                    return false;
                }
            }

            return true;
        }
        catch (EngineRefusedException e) when (e.Kind == RefusalKind.ContainerMissing)
        {
            // One that was listed and is gone a moment later does not run yet.
            return false;
        }
    }

    private async Task<IReadOnlyList<LabelledObject>> NetworksAsync() =>
        await (await EngineAsync()).Networks.ListAsync($"{HarpoonLabels.Project}={Marker}", CancellationToken.None);

    private async Task RunOtherAsync() => await ContainerRun.ExecuteAsync(new RunContext(Shell("true"), await EngineAsync(), Host, Report), Token);
}
