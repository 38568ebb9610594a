using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Harpoon.Engine.Client;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>The registries that an engine is configured to reach without TLS too: by name, or by the network that they are in.</summary>
internal static class InsecureRegistries
{
    /// <summary>Whether a registry is one of them.</summary>
    public static async Task<bool> HasAsync(IEngine engine, string registry, CancellationToken cancellationToken)
    {
        using var info = await engine.InfoAsync(cancellationToken);
        return info.RootElement.TryGetProperty("RegistryConfig", out var registries) && registries.ValueKind == JsonValueKind.Object
            && (IsNamed(registries, registry) || await IsInsideAsync(registries, new Uri($"https://{registry}/").Host, cancellationToken));
    }

    private static bool IsNamed(JsonElement registries, string registry) =>
        registries.TryGetProperty("IndexConfigs", out var configs) && configs.ValueKind == JsonValueKind.Object
        && configs.TryGetProperty(registry, out var config) && config.ValueKind == JsonValueKind.Object
        && config.TryGetProperty("Secure", out var secure) && secure.ValueKind == JsonValueKind.False;

    private static async Task<bool> IsInsideAsync(JsonElement registries, string host, CancellationToken cancellationToken)
    {
        if (!registries.TryGetProperty("InsecureRegistryCIDRs", out var networks) || networks.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var addresses = await AddressesAsync(host, cancellationToken);
        return networks.EnumerateArray()
            .Select(network => IPNetwork.TryParse(network.GetString(), out var parsed) ? parsed : (IPNetwork?)null)
            .Any(network => network is { } known && Array.Exists(addresses, known.Contains));
    }

    private static async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
