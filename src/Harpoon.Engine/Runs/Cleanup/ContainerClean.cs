using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>Removes the containers that a project kept, with their anonymous volumes, and its networks.</summary>
public static class ContainerClean
{
    /// <summary>Sweeps what dead build processes left, then removes what was kept. What a build uses that still runs, here or elsewhere, is left alone.</summary>
    /// <param name="owner">The project in its folder: what the same project of another folder or machine kept is not touched.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="report">Gets what was removed.</param>
    /// <param name="cancellationToken">Ends the work between two of them.</param>
    public static async Task ExecuteAsync(ServiceOwner owner, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        await Leftovers.SweepAsync(engine, BuildProcess.OfThisProcess(), report, cancellationToken, MessageLevel.High);

        // Services that are up are removed by DockerDown.
        var label = $"{HarpoonLabels.Keep}={owner.Id}";
        var containers = await engine.Containers.ListAsync(label, cancellationToken);
        var (proven, others) = await Ownership.SortAsync(containers, engine, cancellationToken);
        foreach (var container in proven)
        {
            await engine.Containers.RemoveAsync(container.Id, cancellationToken);
            report.Message(MessageLevel.High, $"Removed the container {container.Name}.");
            await RemoveCopyAsync(container, engine, report, cancellationToken);
        }

        foreach (var container in others)
        {
            report.Message(MessageLevel.High, Ownership.WhyLeft("container", container));
        }

        foreach (var network in (await engine.Networks.ListAsync(label, cancellationToken)).Where(Ownership.IsProven))
        {
            await engine.Networks.RemoveAsync(network.Id, cancellationToken);
            report.Message(MessageLevel.High, $"Removed the network {network.Name}.");
        }
    }

    /// <summary>Removes the copy of a kept container that its last lines said how to make: no other image has the container's own mark under that name.</summary>
    private static async Task RemoveCopyAsync(LabelledObject container, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        foreach (var copy in (string[])[KeptContainer.CopyOf(container.Name), KeptContainer.CopyOf(ContainerIds.Short(container.Id))])
        {
            if (await engine.Images.FindAsync(copy, cancellationToken) is not { } image
                || image.Labels.GetValueOrDefault(HarpoonLabels.Session) != container.Labels[HarpoonLabels.Session])
            {
                continue;
            }

            try
            {
                await engine.Images.RemoveAsync(copy, force: false, cancellationToken);
                report.Message(MessageLevel.High, $"Removed the image {copy}.");
            }
            catch (EngineRefusedException e) when (e.Kind == RefusalKind.ImageInUse)
            {
                report.Warning(Diagnostic.Of("HRP3018", copy, e.ResponseMessage));
            }
        }
    }
}
