using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>Reads the answer to <c>GET /containers/{id}/json</c>.</summary>
internal static class ContainerStateReader
{
    public static ContainerState Read(JsonElement container)
    {
        var state = container.GetProperty("State");
        var network = Child(container, "NetworkSettings");
        return new ContainerState(
            Text(container, "Name").TrimStart('/'),
            state.GetProperty("Running").GetBoolean(),
            state.GetProperty("ExitCode").GetInt32(),
            Child(state, "OOMKilled").ValueKind == JsonValueKind.True,
            Text(state, "Error"))
        {
            ImageId = Text(container, "Image"),
            User = Text(Child(container, "Config"), "User"),
            Environment = TextsOf(Child(Child(container, "Config"), "Env")),
            Status = Text(state, "Status"),
            Health = HealthOf(state),
            HealthCheckGrace = HealthCheckReader.GraceOf(Child(Child(container, "Config"), "Healthcheck")),
            Limits = LimitsOf(Child(container, "HostConfig")),
            Ports = PortsOf(Child(network, "Ports")),
            Networks = NetworksOf(Child(network, "Networks")),
        };
    }

    // Podman answers an empty status, and Docker "none", where there is no health check.
    private static string? HealthOf(JsonElement state) =>
        Text(Child(state, "Health"), "Status") is { Length: > 0 } status && status != "none" ? status : null;

    private static (long Memory, long NanoCpus, long Pids) LimitsOf(JsonElement host) =>
        (Number(host, "Memory"), Number(host, "NanoCpus"), Number(host, "PidsLimit"));

    private static long Number(JsonElement json, string name) =>
        Child(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;

    private static ImmutableArray<PublishedPort> PortsOf(JsonElement ports)
    {
        var found = ImmutableArray.CreateBuilder<PublishedPort>();
        foreach (var port in Members(ports))
        {
            // A port that is exposed and not published has null.
            if (port.Value.ValueKind == JsonValueKind.Array && PortName.Read(port.Name) is { } name)
            {
                foreach (var binding in port.Value.EnumerateArray())
                {
                    if (int.TryParse(Text(binding, "HostPort"), NumberStyles.None, CultureInfo.InvariantCulture, out var hostPort))
                    {
                        found.Add(new PublishedPort(name.Port, name.Protocol, Text(binding, "HostIp"), hostPort));
                    }
                }
            }
        }

        return [.. found.OrderBy(port => port.ContainerPort).ThenBy(port => port.Protocol, StringComparer.Ordinal)];
    }

    private static ImmutableArray<ContainerAddress> NetworksOf(JsonElement networks)
    {
        var found = ImmutableArray.CreateBuilder<ContainerAddress>();
        foreach (var network in Members(networks))
        {
            found.Add(new ContainerAddress(network.Name, Text(network.Value, "IPAddress"), TextsOf(Child(network.Value, "Aliases"))));
        }

        return found.ToImmutable();
    }

    private static ImmutableArray<string> TextsOf(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(text => text.GetString() ?? "")] : [];

    private static JsonElement.ObjectEnumerator Members(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : default;

    private static string Text(JsonElement json, string name) =>
        Child(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static JsonElement Child(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var child) ? child : default;
}
