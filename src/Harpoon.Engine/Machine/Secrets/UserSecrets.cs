using System.Text.Json;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Machine.Secrets;

/// <summary>The values that <c>dotnet user-secrets</c> keeps
/// (<see href="https://learn.microsoft.com/aspnet/core/security/app-secrets"/>).</summary>
internal static class UserSecrets
{
    /// <exception cref="HarpoonException">HRP3054: the project has no user secrets, or none of that key.</exception>
    public static string Read(SecretSource secret, string key, HostEnvironment host)
    {
        var file = secret.UserSecretsId is { } id ? FileOf(id, host) : null;
        return (file is null ? null : Find(file, key, host))
            ?? throw new HarpoonException(Diagnostic.Of("HRP3054", secret.Name, key, file ?? "UserSecretsId is not set"));
    }

    /// <summary>The file of a project's user secrets, which is there once it has one.</summary>
    public static string FileOf(string id, HostEnvironment host) => host.Value("APPDATA") is { } roaming
        ? Path.Combine(roaming, "Microsoft", "UserSecrets", id, "secrets.json")
        : Path.Combine(host.HomeDirectory, ".microsoft", "usersecrets", id, "secrets.json");

    private static string? Find(string file, string key, HostEnvironment host)
    {
        try
        {
            using var json = JsonDocument.Parse(
                host.NamedFiles.Read(file), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Find(json.RootElement, key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A key stands whole, or in parts, one in another; case means nothing, as to .NET's configuration.</summary>
    private static string? Find(JsonElement element, string key)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var property in element.EnumerateObject())
        {
            var found = property.Name.Equals(key, StringComparison.OrdinalIgnoreCase) ? Text(property.Value)
                : key.StartsWith(property.Name + ":", StringComparison.OrdinalIgnoreCase) ? Find(property.Value, key[(property.Name.Length + 1)..])
                : null;
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
