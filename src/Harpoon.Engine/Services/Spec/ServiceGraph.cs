using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Spec;

/// <summary>Services that can be started, since each waits for others alone that don't wait for it.</summary>
public sealed class ServiceGraph
{
    private ServiceGraph(ImmutableArray<Service> inOrder) => InOrder = inOrder;

    /// <summary>The services, each behind those that it depends on; otherwise as they were written.</summary>
    public ImmutableArray<Service> InOrder { get; }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => InOrder.IsEmpty;

    /// <summary>Checks each service, and who depends on whom.</summary>
    /// <exception cref="HarpoonException">HRP4200: one has no image; HRP4206: one is to wait for a port, and names none; HRP4201: a name that can't be a host name; HRP4202: two of one name; HRP4203: one depends on what is no service; HRP4204: they depend on each other in a circle.</exception>
    public static ServiceGraph Of(IReadOnlyList<Service> services)
    {
        // Host names are looked up without regard to case.
        var byName = new Dictionary<string, Service>(StringComparer.OrdinalIgnoreCase);
        foreach (var service in services)
        {
            ServiceChecks.Check(service);
            if (!byName.TryAdd(service.Name, service))
            {
                throw new HarpoonException(Diagnostic.Of("HRP4202", service.Name).About(service.Item));
            }
        }

        var order = new ServiceOrder(byName);
        foreach (var service in services)
        {
            order.Add(service);
        }

        return new ServiceGraph(order.ToImmutable());
    }
}
