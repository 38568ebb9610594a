using Harpoon.Engine.Hosting;

namespace Harpoon.Engine.Endpoints;

/// <summary>Where engines listen when nobody says where, in the order in which they are tried.</summary>
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

        if (host.Value("XDG_RUNTIME_DIR") is { } runtime)
        {
            yield return ("rootless Docker", $"unix://{runtime}/docker.sock");
        }

        if (host.HomeDirectory is { Length: > 0 })
        {
            yield return ("Colima", $"unix://{host.Value("COLIMA_HOME") ?? $"{host.HomeDirectory}/.colima"}/default/docker.sock");
            yield return ("Rancher Desktop", $"unix://{host.HomeDirectory}/.rd/docker.sock");
        }

        if (mac)
        {
            yield return ("Podman", $"unix://{host.HomeDirectory}/.local/share/containers/podman/machine/podman.sock");
            yield break;
        }

        if (host.Value("XDG_RUNTIME_DIR") is { } userRuntime)
        {
            yield return ("rootless Podman", $"unix://{userRuntime}/podman/podman.sock");
        }

        yield return ("Podman", "unix:///run/podman/podman.sock");
    }
}
