using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Up;

/// <summary>What an engine has of a project's services that were left up.</summary>
/// <param name="Containers">Their containers, running or not.</param>
/// <param name="Networks">Their networks, of which there is normally one at most.</param>
internal sealed record ExistingServices(ImmutableArray<LabelledObject> Containers, ImmutableArray<LabelledObject> Networks)
{
    /// <summary>Containers that carry their labels without being theirs, as those that are made of an image of one.</summary>
    public ImmutableArray<LabelledObject> Others { get; init; } = [];

    public static async Task<ExistingServices> FindAsync(ServiceOwner owner, IEngine engine, CancellationToken cancellationToken)
    {
        var label = $"{HarpoonLabels.Services}={owner.Id}";
        var (proven, others) = await Ownership.SortAsync(await engine.Containers.ListAsync(label, cancellationToken), engine, cancellationToken);
        var networks = await engine.Networks.ListAsync(label, cancellationToken);
        return new ExistingServices([.. proven], [.. networks.Where(Ownership.IsProven)]) { Others = [.. others] };
    }

    /// <summary>The container of a service; null if there is none.</summary>
    public LabelledObject? ContainerOf(Service service) =>
        Containers.FirstOrDefault(container => container.Labels.GetValueOrDefault(HarpoonLabels.Service) == service.Name);
}
