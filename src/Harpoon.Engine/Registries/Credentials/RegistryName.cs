using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Registries.Credentials;

/// <summary>A registry's names: engines, the CLI's settings and credential helpers each have their own for Docker Hub.</summary>
internal static class RegistryName
{
    /// <summary>What the settings and helpers call Docker Hub.</summary>
    private const string HubKey = "https://index.docker.io/v1/";

    /// <summary>What the settings call a registry that an engine names.</summary>
    public static string KeyOf(string host) => IsHub(host) ? HubKey : host;

    /// <summary>Whether a key of the settings (<c>https://index.docker.io/v1/</c>, <c>localhost:5000</c>) means a registry.</summary>
    public static bool Matches(string key, string host)
    {
        var named = HostOf(key);
        return named.Equals(host, StringComparison.OrdinalIgnoreCase) || (IsHub(named) && IsHub(host));
    }

    /// <summary>Whether a text names a registry, as images or the settings do: a host, perhaps a port, and no path, since a registry has one login for all.</summary>
    public static bool IsRegistry(string text) =>
        text is HubKey || (HostOf(text) == text && ImageReferenceGrammar.RegistryLength(text + "/") == text.Length && ImageReference.TryParse(text + "/x", out _));

    /// <summary>The host that a key of the settings means.</summary>
    public static string HostOf(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? key : key[(scheme + "://".Length)..];
        return rest.Split('/', 2)[0];
    }

    private static bool IsHub(string host) => host is "registry-1.docker.io" or "index.docker.io" or "docker.io";
}
