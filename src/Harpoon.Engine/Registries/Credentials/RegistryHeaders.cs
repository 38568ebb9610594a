using System.Buffers;
using System.Text.Json;

namespace Harpoon.Engine.Registries.Credentials;

/// <summary>Credentials as headers of the Engine API (<see href="https://docs.docker.com/reference/api/engine/version/v1.41/#section/Authentication"/>).</summary>
/// <remarks>The base64 has to be the URL-safe one, with its padding: an engine ignores what it can't decode, and goes on without credentials.</remarks>
internal static class RegistryHeaders
{
    /// <summary>The header <c>X-Registry-Auth</c> of pulls and pushes: one registry's credential.</summary>
    public static string Of(string registry, RegistryCredential credential) => Encode(json => Write(json, registry, credential));

    /// <summary>The header <c>X-Registry-Config</c> of builds: those of several registries.</summary>
    /// <param name="credentials">By the names that <see cref="RegistryName.KeyOf"/> gives.</param>
    public static string Of(IReadOnlyDictionary<string, RegistryCredential> credentials) => Encode(json =>
    {
        json.WriteStartObject();
        foreach (var (registry, credential) in credentials)
        {
            json.WritePropertyName(registry);
            Write(json, registry, credential);
        }

        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string registry, RegistryCredential credential)
    {
        json.WriteStartObject();
        if (credential.RegistryToken is { } token)
        {
            json.WriteString("registrytoken", token);
        }

        if (credential.UserName.Length == 0)
        {
            if (credential.Secret.Length > 0)
            {
                json.WriteString("identitytoken", credential.Secret);
            }
        }
        else
        {
            json.WriteString("username", credential.UserName);
            json.WriteString("password", credential.Secret);
        }

        json.WriteString("serveraddress", registry);
        json.WriteEndObject();
    }

    private static string Encode(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            write(json);
        }

        return Convert.ToBase64String(bytes.WrittenSpan).Replace('+', '-').Replace('/', '_');
    }
}
