using System.Collections.Immutable;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Ports;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads a port to publish: the docker CLI's grammar, or a port of the container with <c>HostPort</c>, <c>HostIp</c> and <c>Protocol</c> metadata.</summary>
internal static class PortItem
{
    public static ImmutableArray<PortBinding> Read(ITaskItem item)
    {
        var (ip, port, protocol) = (item.GetMetadata("HostIp"), item.GetMetadata("HostPort"), item.GetMetadata("Protocol"));
        var host = ip.Length > 0 ? $"{ip}:{port}:" : port.Length > 0 ? $"{port}:" : "";
        var reference = new ItemReference("DockerPort", item.ItemSpec);
        return [.. PortMapping.Parse($"{host}{item.ItemSpec}{(protocol.Length > 0 ? $"/{protocol}" : "")}").Select(port => port with { Item = reference })];
    }
}
