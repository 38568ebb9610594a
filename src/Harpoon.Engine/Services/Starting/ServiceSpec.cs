using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services.Starting;

/// <summary>Turns a service into the container that the engine is asked for.</summary>
internal static class ServiceSpec
{
    /// <param name="service">The service.</param>
    /// <param name="network">The network that others find it in by its name.</param>
    /// <param name="publishesAll">Whether the host is to listen for all of its ports; else only where the service names a host's port, or a wait has no other way.</param>
    /// <param name="setting">Where it is started.</param>
    public static ContainerSpec Of(Service service, ServiceNetwork network, bool publishesAll, ServiceSetting setting)
    {
        var labels = new Dictionary<string, string>(service.Run.Container.Labels, StringComparer.Ordinal) { [HarpoonLabels.Service] = service.Name };
        if (service.KeepsData)
        {
            labels[HarpoonLabels.StopTimeout] = service.Run.StopTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        }

        var spec = RunSpec.Of(service.Run.With(container => container with { Network = network.Name, Labels = labels }), setting.Proxies, setting.Process);
        return spec with
        {
            NetworkAliases = [service.Name],
            PortBindings = [.. BindingsOf(service, network, publishesAll).Select(port => port with { HostIp = port.HostIp ?? DefaultHostIp(setting) })],
        };
    }

    private static IEnumerable<PortBinding> BindingsOf(Service service, ServiceNetwork network, bool publishesAll)
    {
        var written = service.Run.Container.PortBindings.Where(port => publishesAll || port.HostPort is not null).ToImmutableArray();
        var waited = network.Gateway is null ? WaitedPorts(service) : [];
        return [.. written, .. waited.Except(written.Select(port => port.ContainerPort)).Select(port => new PortBinding(port))];
    }

    private static IEnumerable<int> WaitedPorts(Service service) => service.Waits.SelectMany(wait => wait switch
    {
        PortWait port => port.Port is { } number ? [number] : service.TcpPorts,
        HttpWait http => [http.Port ?? service.TcpPorts[0]],
        _ => ImmutableArray<int>.Empty,
    });

    // What is for this build alone is not for all who can reach this machine. An engine elsewhere has to be reached, too.
    private static string? DefaultHostIp(ServiceSetting setting) => setting.IsLocal ? "127.0.0.1" : null;
}
