using System.Collections.ObjectModel;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>The proxies that the CLI's settings give to builds and containers
/// (<see href="https://docs.docker.com/engine/cli/proxy/"/>).</summary>
internal static class ProxySettings
{
    private static readonly (string Setting, string Variable)[] Names =
    [
        ("httpProxy", "HTTP_PROXY"),
        ("httpsProxy", "HTTPS_PROXY"),
        ("noProxy", "NO_PROXY"),
        ("ftpProxy", "FTP_PROXY"),
        ("allProxy", "ALL_PROXY"),
    ];

    /// <summary>Variables by name, each in capitals and in small letters, since programs differ. Those of the engine's address come before the default ones.</summary>
    public static IReadOnlyDictionary<string, string> Of(HostEnvironment host, Endpoint endpoint, IReport report)
    {
        var file = DockerConfigFolder.Of(host).ConfigFile;
        if (!File.Exists(file))
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        try
        {
            using var config = SettingsJson.Parse(File.ReadAllBytes(file));
            return Read(config?.RootElement, endpoint.Address.OriginalString);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            report.Message(MessageLevel.Normal, $"No proxies are taken from {file}, because it can't be read: {e.Message}");
            return ReadOnlyDictionary<string, string>.Empty;
        }
    }

    private static Dictionary<string, string> Read(JsonElement? config, string address)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var proxies = SettingsJson.Child(config, "proxies");
        if ((Proxies(proxies, address) ?? Proxies(proxies, "default")) is { } settings)
        {
            foreach (var (setting, variable) in Names)
            {
                if (SettingsJson.Text(settings, setting) is { } text)
                {
                    variables[variable] = text;
                    variables[variable.ToLowerInvariant()] = text;
                }
            }
        }

        return variables;
    }

    // Addresses are keys of a map, which Go takes as they are.
    private static JsonElement? Proxies(JsonElement? proxies, string address) =>
        SettingsJson.Properties(proxies).Where(entry => entry.Name == address && entry.Value.ValueKind == JsonValueKind.Object)
            .Select(entry => (JsonElement?)entry.Value).LastOrDefault();
}
