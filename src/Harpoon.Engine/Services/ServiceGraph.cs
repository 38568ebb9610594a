using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services;

/// <summary>Services that can be started, since each waits for others alone that don't wait for it.</summary>
internal sealed class ServiceGraph
{
    private ServiceGraph(ImmutableArray<Service> inOrder) => InOrder = inOrder;

    /// <summary>The services, each behind those that it depends on; otherwise as they were written.</summary>
    public ImmutableArray<Service> InOrder { get; }

    /// <summary>Checks the names and who depends on whom.</summary>
    /// <exception cref="HarpoonException">HRP4201: a name that can't be a host name; HRP4202: two of one name; HRP4203: one depends on what is no service; HRP4204: they depend on each other in a circle.</exception>
    public static ServiceGraph Of(IReadOnlyList<Service> services)
    {
        // Host names are looked up without regard to case.
        var byName = new Dictionary<string, Service>(StringComparer.OrdinalIgnoreCase);
        foreach (var service in services)
        {
            ServiceName.Check(service.Name);
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
