using System.Globalization;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>Where engines listen by default, in the order in which they are tried.</summary>
internal static class DefaultEndpoints
{
    public static IEnumerable<Endpoint> Of(HostEnvironment host)
    {
        foreach (var (engine, address) in host.Platform == HostPlatform.Windows ? Pipes() : Sockets(host))
        {
            yield return new Endpoint(new Uri(address), $"{engine}'s default");
        }
    }

    private static IEnumerable<(string Engine, string Address)> Pipes() =>
    [
        ("Docker", "npipe:////./pipe/docker_engine"),
        ("Docker Desktop", "npipe:////./pipe/dockerDesktopLinuxEngine"),
        ("Podman", "npipe:////./pipe/podman-machine-default"),
    ];

    private static IEnumerable<(string Engine, string Address)> Sockets(HostEnvironment host)
    {
        var mac = host.Platform == HostPlatform.MacOS;
        yield return ("Docker", "unix:///var/run/docker.sock");

        if (host.HomeDirectory is { Length: > 0 } home)
        {
            yield return ("Docker Desktop", $"unix://{home}/.docker/{(mac ? "run" : "desktop")}/docker.sock");
        }

        if (RuntimeFolder(host) is { } runtime)
        {
            yield return ("rootless Docker", $"unix://{runtime}/docker.sock");
        }

        if (host.HomeDirectory is { Length: > 0 })
        {
            if (!mac)
            {
                // Where no service manager made the user's folder.
                yield return ("rootless Docker", $"unix://{host.HomeDirectory}/.docker/run/docker.sock");
            }

            foreach (var folder in ColimaFolders(host))
            {
                yield return ("Colima", $"unix://{folder}/{host.Value("COLIMA_PROFILE") ?? "default"}/docker.sock");
            }

            yield return ("Rancher Desktop", $"unix://{host.HomeDirectory}/.rd/docker.sock");
        }

        if (mac)
        {
            yield return ("Podman", $"unix://{host.HomeDirectory}/.local/share/containers/podman/machine/podman.sock");
            yield break;
        }

        if (RuntimeFolder(host) is { } userRuntime)
        {
            yield return ("rootless Podman", $"unix://{userRuntime}/podman/podman.sock");
        }

        yield return ("Podman", "unix:///run/podman/podman.sock");
    }

    /// <summary>The folder of the user's sockets, also where a job or <c>su</c> lost the variable.</summary>
    private static string? RuntimeFolder(HostEnvironment host) =>
        host.Value("XDG_RUNTIME_DIR")
        ?? (host.Platform == HostPlatform.Linux && host.User() is { UserId: > 0 and var id }
            ? string.Create(CultureInfo.InvariantCulture, $"/run/user/{id}")
            : null);

    /// <summary>Where Colima keeps its profiles: newer ones where the other settings are.</summary>
    private static IEnumerable<string> ColimaFolders(HostEnvironment host) => host.Value("COLIMA_HOME") is { } colima
        ? [colima]
        : [$"{host.HomeDirectory}/.colima", $"{host.Value("XDG_CONFIG_HOME") ?? $"{host.HomeDirectory}/.config"}/colima"];
}
