using System.Globalization;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;

namespace Harpoon.Engine.Services.Up;

/// <summary>Stops and removes what <see cref="ServicesUp"/> left up. Nothing up is no error.</summary>
public static class ServicesDown
{
    /// <summary>Removes the containers side by side, with their anonymous volumes, then the network and the file of addresses.</summary>
    /// <param name="owner">Whose services.</param>
    /// <param name="files">The files about them.</param>
    /// <param name="engine">Where.</param>
    /// <param name="report">Gets what was removed.</param>
    /// <param name="cancellationToken">Ends the work in its middle; what is left goes the next time.</param>
    /// <exception cref="HarpoonException">HRP4222: the file can't be removed.</exception>
    /// <returns>How many containers were removed.</returns>
    public static async Task<int> ExecuteAsync(
        ServiceOwner owner, ServiceFiles files, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        var shared = new SharedReport(report);
        using var taken = await ServicesLock.TakeAsync(files.Lock, shared, cancellationToken);
        var found = await ExistingServices.FindAsync(owner, engine, cancellationToken);
        await Task.WhenAll(found.Containers.Select(
            container => Task.Run(() => RemoveAsync(container, engine, shared, cancellationToken), cancellationToken)));
        foreach (var network in found.Networks)
        {
            await engine.Networks.RemoveAsync(network.Id, cancellationToken);
            shared.Message(MessageLevel.Normal, $"Removed the network {network.Name}.");
        }

        foreach (var other in found.Others)
        {
            shared.Message(MessageLevel.High, Ownership.WhyLeft("container", other));
        }

        AddressesFile.Remove(files.Addresses);
        return found.Containers.Length;
    }

    private static async Task RemoveAsync(LabelledObject container, IEngine engine, SharedReport report, CancellationToken cancellationToken)
    {
        await ServiceStop.ExecuteAsync(container, engine, cancellationToken);
        report.Message(MessageLevel.High, $"{container.Labels.GetValueOrDefault(HarpoonLabels.Service)} is down ({container.Name}).");
    }
}

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
