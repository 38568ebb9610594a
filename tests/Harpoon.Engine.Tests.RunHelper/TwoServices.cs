using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Up;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Tests.RunHelper;

/// <summary>A run beside two services, or the start of two services of which one is never ready.</summary>
internal sealed class TwoServices(ContainerRunOptions options, IEngine engine, HostEnvironment host, IReport report)
{
    public async Task<int> ExecuteAsync(string deed, string folder)
    {
        if (deed == "run")
        {
            var services = Services("log:here");
            return (await RunWithServices.ExecuteAsync(new RunContext(options, engine, host, report), services, owner: null, CancellationToken.None)).ExitCode;
        }

        var owner = ServiceOwner.Of(Path.Combine(folder, "Shop.csproj"), options.Project!, host);
        var files = new ServiceFiles(Path.Combine(folder, "services.json"), Path.Combine(folder, "services.lock"));
        await ServicesUp.ExecuteAsync(owner, Services("log:never"), files, engine, host, report, CancellationToken.None);
        return 0;
    }

    private ServiceGraph Services(string wait)
    {
        var run = options with { Command = "echo here; exec sleep 600" };
        return ServiceGraph.Of(
        [
            new Service("db", run) { Waits = [WaitConditionParser.Parse("log:here")] },
            new Service("late", run) { Waits = [WaitConditionParser.Parse(wait)], DependsOn = ["db"] },
        ]);
    }
}
