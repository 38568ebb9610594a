using System.Collections.ObjectModel;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Hosting;

namespace Harpoon.Engine.Endpoints;

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
            using var config = JsonDocument.Parse(File.ReadAllBytes(file));
            return Read(config.RootElement, endpoint.Address.OriginalString);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            report.Message(MessageLevel.Normal, $"No proxies are taken from {file}, since it can't be read: {e.Message}");
            return ReadOnlyDictionary<string, string>.Empty;
        }
    }

    private static Dictionary<string, string> Read(JsonElement config, string address)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Child(config, "proxies") is { } proxies && (Child(proxies, address) ?? Child(proxies, "default")) is { } settings)
        {
            foreach (var (setting, variable) in Names)
            {
                if (settings.TryGetProperty(setting, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
                {
                    variables[variable] = text;
                    variables[variable.ToLowerInvariant()] = text;
                }
            }
        }

        return variables;
    }

    private static JsonElement? Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) && child.ValueKind == JsonValueKind.Object
            ? child
            : null;
}
