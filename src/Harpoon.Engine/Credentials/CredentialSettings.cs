using System.Text;
using System.Text.Json;

namespace Harpoon.Engine.Credentials;

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
        foreach (var (key, helper) in Children(settings, "credHelpers"))
        {
            if (RegistryName.Matches(key, host))
            {
                return Text(helper);
            }
        }

        return Text(Child(settings, "credsStore"));
    }

    /// <summary>The credential that the settings themselves hold; null for none. The key that <c>docker login</c> writes comes before others that mean the same registry.</summary>
    /// <exception cref="FormatException">It can't be read.</exception>
    public RegistryCredential? Find(string host) =>
        Find(key => key == RegistryName.KeyOf(host)) ?? Find(key => RegistryName.Matches(key, host));

    private RegistryCredential? Find(Func<string, bool> isMeant)
    {
        foreach (var (key, entry) in Children(settings, "auths"))
        {
            if (isMeant(key) && Read(entry) is { } credential)
            {
                return credential;
            }
        }

        return null;
    }

    private RegistryCredential? Read(JsonElement entry)
    {
        if (Text(Child(entry, "identitytoken")) is { } token)
        {
            return new RegistryCredential("", token, source);
        }

        var pair = Text(Child(entry, "auth")) is { } auth
            ? Encoding.UTF8.GetString(Convert.FromBase64String(auth)).TrimEnd('\0').Split(':', 2)
            : [Text(Child(entry, "username")) ?? "", Text(Child(entry, "password")) ?? ""];
        return pair is [{ Length: > 0 } name, { Length: > 0 } password] ? new RegistryCredential(name, password, source) : null;
    }

    private static IEnumerable<(string Key, JsonElement Value)> Children(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.Object } child
            ? child.EnumerateObject().Select(property => (property.Name, property.Value))
            : [];

    private static JsonElement? Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : null;

    private static string? Text(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } content ? content : null;
}
