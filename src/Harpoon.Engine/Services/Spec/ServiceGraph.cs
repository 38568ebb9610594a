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

/// <summary>Puts services behind those that they depend on, and finds the circle where there is one.</summary>
internal sealed class ServiceOrder(IReadOnlyDictionary<string, Service> byName)
{
    private readonly ImmutableArray<Service>.Builder _order = ImmutableArray.CreateBuilder<Service>(byName.Count);
    private readonly HashSet<Service> _added = new(ReferenceEqualityComparer.Instance);

    // Those that wait for the one that is looked at, in the order in which they wait.
    private readonly List<Service> _way = [];

    /// <summary>Adds those that a service depends on, then the service.</summary>
    /// <exception cref="HarpoonException">HRP4203, HRP4204.</exception>
    public void Add(Service service)
    {
        if (_added.Contains(service))
        {
            return;
        }

        if (_way.Contains(service))
        {
            throw Circle(service);
        }

        _way.Add(service);
        foreach (var name in service.DependsOn)
        {
            Add(byName.GetValueOrDefault(name) ?? throw Unknown(service, name));
        }

        _way.RemoveAt(_way.Count - 1);
        _added.Add(service);
        _order.Add(service);
    }

    public ImmutableArray<Service> ToImmutable() => _order.ToImmutable();

    private HarpoonException Circle(Service service)
    {
        var names = _way.SkipWhile(passed => passed != service).Append(service).Select(passed => passed.Name);
        return new HarpoonException(Diagnostic.Of("HRP4204", string.Join(" -> ", names)).About(service.Item));
    }

    private HarpoonException Unknown(Service service, string name) => new(
        Diagnostic.Of("HRP4203", service.Name, name, string.Join(", ", byName.Keys.Where(known => known != service.Name)))
            .About(service.Item));
}
