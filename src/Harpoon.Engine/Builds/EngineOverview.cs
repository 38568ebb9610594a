using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds;

/// <summary>What one looks for in all that an engine says of itself, as a short table.</summary>
public static class EngineOverview
{
    private const string Unknown = "unknown";

    /// <summary>The table's lines.</summary>
    /// <param name="info">What the engine says.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="host">The machine, which has a say in which builder builds.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public static async Task<ImmutableArray<string>> LinesAsync(
        EngineInformation info, IEngine engine, HostEnvironment host, CancellationToken cancellationToken) =>
        Lines(info, $"{engine.Endpoint.Address.OriginalString} ({engine.Endpoint.Reason})", await engine.PingAsync(cancellationToken), host);

    internal static ImmutableArray<string> Lines(EngineInformation info, string engine, EnginePing ping, HostEnvironment host)
    {
        (string Name, string Value)[] rows =
        [
            ("Engine", engine),
            ("Version", (ping.IsPodman ? "Podman " : "") + (info.ServerVersion ?? Unknown)),
            ("API", ping.ApiVersion.ToString()),
            ("Operating system", $"{info.OperatingSystem ?? Unknown} ({info.OSType ?? ping.OperatingSystem}/{info.Architecture ?? Unknown})"),
            ("Builder", BuilderOf(ping, host)),
            ("Image store", info.ImageStore ?? Unknown),
        ];
        var width = rows.Max(row => row.Name.Length) + 2;
        return [.. rows.Select(row => $"{row.Name}:".PadRight(width) + row.Value)];
    }

    private static string BuilderOf(EnginePing ping, HostEnvironment host) =>
        BuilderDecision.Of(BuilderChoice.Auto, EngineCapabilities.Of(ping), host) is not { WhyClassic: { } reason } ? "BuildKit"
        : ping.IsPodman ? $"Buildah {ping.BuildahVersion}".TrimEnd()
        : $"classic, because {reason}";
}
