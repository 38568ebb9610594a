using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Starting;

/// <summary>Removes services' containers and their network, under its own time, which no cancellation shortens.</summary>
internal static class ServiceTeardown
{
    /// <summary>Removes the containers side by side. What can't be removed is a warning.</summary>
    public static Task RemoveAsync(IEnumerable<CreatedService> containers, ServiceSetting setting) =>
        Task.WhenAll(containers.Select(container => Task.Run(() => RemoveAsync(container, setting))));

    /// <summary>Removes the network, which has no containers any more. What can't be removed is a warning.</summary>
    public static async Task RemoveAsync(ServiceNetwork network, ServiceSetting setting)
    {
        if (await CleanupTimeout.TryAsync(token => setting.Engine.Networks.RemoveAsync(network.Id, token)) is { } reason)
        {
            setting.Report.Warning(Diagnostic.Of("HRP4220", network.Name, reason));
        }
    }

    private static async Task RemoveAsync(CreatedService container, ServiceSetting setting)
    {
        var (service, id) = container;
        if (service.KeepsData)
        {
            await CleanupTimeout.TryAsync(token => InterruptibleStop.StopAsync(setting.Engine, id, service.Run.StopTimeout, token));
        }

        if (await ContainerRemoval.TryAsync(setting.Engine, id) is { } reason)
        {
            setting.Report.Warning(Diagnostic.Of("HRP4041", ContainerIds.Short(id), reason));
        }
    }
}
