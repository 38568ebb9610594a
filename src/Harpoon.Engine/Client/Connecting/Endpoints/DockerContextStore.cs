using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>
/// The docker CLI's contexts: <c>contexts/meta/&lt;sha256 of the name&gt;/meta.json</c>, certificates in
/// <c>contexts/tls/&lt;sha256&gt;/docker</c>.
/// </summary>
internal sealed class DockerContextStore(DockerConfigFolder config, HostPlatform platform)
{
    /// <summary>The name of no context: the default engine.</summary>
    public const string Default = "default";

    private readonly string _meta = Path.Combine(config.Path, "contexts", "meta");

    /// <summary>The endpoint of a context.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="chosenBy">What named it.</param>
    /// <param name="property">The property that named it; null if none did.</param>
    /// <exception cref="HarpoonException">HRP1006: there is none; HRP1007: it can't be used.</exception>
    public Endpoint Find(string name, string chosenBy, string? property)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var file = Path.Combine(_meta, id, "meta.json");
        if (!File.Exists(file))
        {
            throw new HarpoonException(
                Diagnostic.Of(IsPath(name) ? "HRP1006.Folder" : "HRP1006", name, chosenBy, _meta, Known()) with { Property = property });
        }

        var reason = $"the context '{name}' by {chosenBy}";
        var context = Read(name, file);
        var files = TlsFiles.In(Path.Combine(config.Path, "contexts", "tls", id, "docker"), caIsNeeded: false, verify: !context.SkipTlsVerify);
        var address = new EndpointAddress(context.Host, reason);
        var tls = address.IsNetwork && (address.IsHttps || context.SkipTlsVerify || files is not { CaPath: null, CertificatePath: null }) ? files : null;
        return new Endpoint(address.Parse(platform, tls is not null), reason) { Tls = tls, Property = property };
    }

    /// <summary>Whether a name is what no context can be called: <c>..</c>, <c>./src</c>.</summary>
    private static bool IsPath(string name) => name.AsSpan().Trim('.').IsEmpty || name.AsSpan().ContainsAny("/\\");

    private static (string Host, bool SkipTlsVerify) Read(string name, string file)
    {
        try
        {
            using var json = SettingsJson.Parse(File.ReadAllBytes(file));
            var endpoints = SettingsJson.Child(json?.RootElement, "Endpoints");
            var docker = SettingsJson.Child(endpoints, "docker");
            return SettingsJson.Text(docker, "Host") is { } host
                ? (host, SettingsJson.Child(docker, "SkipTLSVerify") is { ValueKind: JsonValueKind.True })
                : throw new KeyNotFoundException("It has no Endpoints.docker.Host.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP1007", name, file, e.Message).At(new SourceLocation(file)), e);
        }
    }

    /// <summary>The names that there are, for an error that offers them.</summary>
    private string Known()
    {
        var names = new SortedSet<string>(StringComparer.Ordinal) { Default };
        foreach (var file in Directory.Exists(_meta) ? Directory.GetFiles(_meta, "meta.json", SearchOption.AllDirectories) : [])
        {
            if (NameIn(file) is { } name)
            {
                names.Add(name);
            }
        }

        return string.Join(", ", names);
    }

    private static string? NameIn(string file)
    {
        try
        {
            using var json = SettingsJson.Parse(File.ReadAllBytes(file));
            return SettingsJson.Text(json?.RootElement, "Name");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            // One that can't be read can't be offered.
            return null;
        }
    }
}
