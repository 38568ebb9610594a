using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Spec;

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
