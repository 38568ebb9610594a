using System.Text;
using System.Text.Json;
using Harpoon.Engine.Client.Connecting.Endpoints;

namespace Harpoon.Engine.Registries.Credentials;

/// <summary>Reads what the docker CLI's settings say of credentials
/// (<see href="https://docs.docker.com/reference/cli/docker/login/"/>).</summary>
/// <param name="settings">A <c>config.json</c>, or the value of <c>DOCKER_AUTH_CONFIG</c>.</param>
/// <param name="source">Which of them, for people.</param>
internal sealed class CredentialSettings(JsonElement settings, string source)
{
    /// <summary>Where the settings are.</summary>
    public string Source => source;

    /// <summary>The credential helper for a registry, without its <c>docker-credential-</c>; null for none.</summary>
    public string? HelperOf(string host)
    {
        foreach (var helper in SettingsJson.Properties(SettingsJson.Child(settings, "credHelpers")))
        {
            if (RegistryName.Matches(helper.Name, host))
            {
                return SettingsJson.Text(helper.Value);
            }
        }

        return SettingsJson.Text(settings, "credsStore");
    }

    /// <summary>The credential that the settings themselves hold; null for none. The key that <c>docker login</c> writes comes before others that mean the same registry.</summary>
    /// <exception cref="FormatException">It can't be read.</exception>
    public RegistryCredential? Find(string host) =>
        Find(key => key == RegistryName.KeyOf(host)) ?? Find(key => RegistryName.Matches(key, host));

    private RegistryCredential? Find(Func<string, bool> isMeant)
    {
        foreach (var entry in SettingsJson.Properties(SettingsJson.Child(settings, "auths")))
        {
            if (isMeant(entry.Name) && Read(entry.Value) is { } credential)
            {
                return credential;
            }
        }

        return null;
    }

    private RegistryCredential? Read(JsonElement entry)
    {
        var registryToken = SettingsJson.Text(entry, "registrytoken");
        if (SettingsJson.Text(entry, "identitytoken") is { } token)
        {
            return new RegistryCredential("", token, source) { RegistryToken = registryToken };
        }

        var (name, password) = SettingsJson.Text(entry, "auth") is { } auth
            ? Pair(Encoding.UTF8.GetString(Convert.FromBase64String(auth)))
            : (SettingsJson.Text(entry, "username") ?? "", SettingsJson.Text(entry, "password") ?? "");
        return name.Length > 0 ? new RegistryCredential(name, password, source) { RegistryToken = registryToken }
            : registryToken is null ? null
            : new RegistryCredential("", "", source) { RegistryToken = registryToken };
    }

    private static (string Name, string Password) Pair(string text) => text.Split(':', 2) is [{ Length: > 0 } name, var password]
        ? (name, password.Trim('\0'))
        : throw new FormatException();
}
