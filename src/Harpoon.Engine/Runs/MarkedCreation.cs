using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Failures;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs;

/// <summary>Creates a container under a mark of its own, by which it is found where the engine's answer to the creation did not arrive, or made no sense.</summary>
internal static class MarkedCreation
{
    /// <inheritdoc cref="ContainerCreation.CreateAsync"/>
    public static async Task<string> CreateAsync(
        ContainerRunOptions options,
        ContainerSpec spec,
        IEngine engine,
        HostEnvironment host,
        IReport report,
        CancellationToken setUp,
        CancellationToken cancellationToken)
    {
        var mark = Guid.NewGuid().ToString("N");
        var marked = spec with { Labels = new Dictionary<string, string>(spec.Labels) { [HarpoonLabels.Run] = mark } };
        try
        {
            return await ContainerCreation.CreateAsync(options, marked, engine, host, report, setUp, cancellationToken);
        }
        catch (Exception e) when (RunEnding.MayHaveBeenHeard(e))
        {
            await new LostRun(options, engine, report).ForgetAsync($"{HarpoonLabels.Run}={mark}");
            throw;
        }
    }
}
