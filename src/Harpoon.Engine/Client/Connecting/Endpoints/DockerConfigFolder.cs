using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>The docker CLI's folder: <c>DOCKER_CONFIG</c>, or <c>.docker</c> in the user's home.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record DockerConfigFolder(string Path)
{
    /// <summary>The CLI's settings, which need not exist.</summary>
    public string ConfigFile => System.IO.Path.Combine(Path, "config.json");

    public static DockerConfigFolder Of(HostEnvironment host) => new(
        host.Value("DOCKER_CONFIG") is { } variable
            ? host.FullPath(variable)
            : System.IO.Path.Combine(host.HomeDirectory, ".docker"));

    /// <summary>The context that <c>docker context use</c> chose; null for none. A file that can't be read is warned of (HRP1008), as the CLI does.</summary>
    public string? CurrentContext(IReport report)
    {
        if (!File.Exists(ConfigFile))
        {
            return null;
        }

        try
        {
            using var config = SettingsJson.Parse(File.ReadAllBytes(ConfigFile));
            return SettingsJson.Text(config?.RootElement, "currentContext");
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? -1) + 1;
            var column = (int)(e.BytePositionInLine ?? -1) + 1;
            report.Warning(Diagnostic.Of("HRP1008", ConfigFile, e.Message).At(new SourceLocation(ConfigFile, line, column)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Warning(Diagnostic.Of("HRP1008", ConfigFile, e.Message).At(new SourceLocation(ConfigFile)));
        }

        return null;
    }
}
