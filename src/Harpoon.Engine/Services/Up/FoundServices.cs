using System.Collections.Immutable;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Services.Up;

/// <summary>What an engine has of a project's services that were left up.</summary>
/// <param name="Containers">Their containers, running or not.</param>
/// <param name="Networks">Their networks, of which there is one at most if nobody meddled.</param>
internal sealed record FoundServices(ImmutableArray<LabelledObject> Containers, ImmutableArray<LabelledObject> Networks)
{
    public static async Task<FoundServices> FindAsync(ServiceOwner owner, IEngine engine, CancellationToken cancellationToken)
    {
        var label = $"{HarpoonLabels.Services}={owner.Id}";
        return new FoundServices(
            [.. await engine.Containers.ListAsync(label, cancellationToken)], [.. await engine.Networks.ListAsync(label, cancellationToken)]);
    }

    /// <summary>The container of a service; null where there is none.</summary>
    public LabelledObject? ContainerOf(Service service) =>
        Containers.FirstOrDefault(container => container.Labels.GetValueOrDefault(HarpoonLabels.Service) == service.Name);
}
