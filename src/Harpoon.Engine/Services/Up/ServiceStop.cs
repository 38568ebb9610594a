using System.Globalization;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;

namespace Harpoon.Engine.Services.Up;

/// <summary>Ends a service's container that was left up.</summary>
internal static class ServiceStop
{
    /// <summary>Stops it, if it keeps what others may read after it, and removes it with its anonymous volumes.</summary>
    public static async Task ExecuteAsync(LabelledObject container, IEngine engine, CancellationToken cancellationToken)
    {
        if (int.TryParse(container.Labels.GetValueOrDefault(HarpoonLabels.StopTimeout), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            await engine.Containers.StopAsync(container.Id, TimeSpan.FromSeconds(seconds), cancellationToken);
        }

        await engine.Containers.RemoveAsync(container.Id, cancellationToken);
    }
}
