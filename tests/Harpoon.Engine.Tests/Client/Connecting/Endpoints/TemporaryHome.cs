using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Client.Connecting.Endpoints;

/// <summary>A user's home of a test's own, with the docker CLI's folder and an environment; gone afterwards.</summary>
internal sealed class TemporaryHome : IDisposable
{
    private readonly Dictionary<string, string> _variables = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("harpoon-home-").FullName;

    public string DockerFolder => System.IO.Path.Combine(Path, ".docker");

    public HostEnvironment Host => new(_variables.GetValueOrDefault, Path, Path) { Platform = HostPlatform.Linux };

    public TemporaryHome With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    public TemporaryHome WithConfig(string json) => WithFile("config.json", json);

    public TemporaryHome WithCurrentContext(string name) => WithConfig($$"""{"currentContext":{{JsonSerializer.Serialize(name)}}}""");

    public TemporaryHome WithContext(string name, string host, bool skipTlsVerify = false) => WithFile(
        $"contexts/meta/{IdOf(name)}/meta.json",
        $$"""{ "Name": "{{name}}", "Endpoints": { "docker": { "Host": "{{host}}", "SkipTLSVerify": {{(skipTlsVerify ? "true" : "false")}} } } }""");

    public TemporaryHome WithContextTls(string name, params string[] files)
    {
        foreach (var file in files)
        {
            WithFile($"contexts/tls/{IdOf(name)}/docker/{file}", "");
        }

        return this;
    }

    public TemporaryHome WithFile(string name, string content)
    {
        var path = System.IO.Path.Combine(DockerFolder, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string IdOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
