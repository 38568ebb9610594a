using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services.Up;

/// <summary>What is to be done so that all services are up: what is up as it was asked for stays, the rest is removed and created again.</summary>
/// <param name="Running">The containers that stay, by service, and run.</param>
/// <param name="Done">The services that stay, and have done their work.</param>
/// <param name="Outdated">The containers that go.</param>
internal sealed record UpPlan(
    ImmutableDictionary<string, string> Running, ImmutableHashSet<string> Done, ImmutableArray<LabelledObject> Outdated)
{
    public static async Task<UpPlan> MakeAsync(
        ServiceGraph graph, ExistingServices found, Func<Service, ContainerSpec> specOf, IEngine engine, CancellationToken cancellationToken)
    {
        var running = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        var done = ImmutableHashSet.CreateBuilder<string>(StringComparer.OrdinalIgnoreCase);
        var stay = new HashSet<LabelledObject>(ReferenceEqualityComparer.Instance);
        foreach (var service in graph.InOrder)
        {
            if (found.ContainerOf(service) is not { } container
                || container.Labels.GetValueOrDefault(HarpoonLabels.Configuration) != specOf(service).Labels[HarpoonLabels.Configuration])
            {
                continue;
            }

            var state = await engine.Containers.InspectAsync(container.Id, cancellationToken);
            if (await HasOldImageAsync(service, state, engine, cancellationToken))
            {
                continue;
            }

            if (state.Running)
            {
                running[service.Name] = container.Id;
                stay.Add(container);
            }
            else if (IsDone(service, state) && service.DependsOn.All(name => running.ContainsKey(name) || done.Contains(name)))
            {
                // What it did is gone with a service that is created again.
                done.Add(service.Name);
                stay.Add(container);
            }
        }

        return new UpPlan(running.ToImmutable(), done.ToImmutable(), [.. found.Containers.Where(container => !stay.Contains(container))]);
    }

    private static bool IsDone(Service service, ContainerState state) =>
        state.Status == "exited" && service.Waits.Any(wait => wait is ExitWait exit && exit.Code == state.ExitCode);

    // The same name can stand for another image by now.
    private static async Task<bool> HasOldImageAsync(Service service, ContainerState state, IEngine engine, CancellationToken cancellationToken) =>
        await engine.Images.FindAsync(service.Run.ImageId ?? service.Run.Image, cancellationToken) is { } image && state.ImageId.Length > 0 && image.Id != state.ImageId;
}
