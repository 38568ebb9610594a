using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Client.Connecting.Endpoints;

public class DefaultEndpointsTests
{
    [Fact]
    public void Linux_has_its_sockets_in_order() => Assert.Equal(
        [
            "unix:///var/run/docker.sock (Docker's default)",
            "unix:///home/me/.docker/desktop/docker.sock (Docker Desktop's default)",
            "unix:///run/user/1000/docker.sock (rootless Docker's default)",
            "unix:///home/me/.docker/run/docker.sock (rootless Docker's default)",
            "unix:///home/me/.colima/default/docker.sock (Colima's default)",
            "unix:///home/me/.config/colima/default/docker.sock (Colima's default)",
            "unix:///home/me/.rd/docker.sock (Rancher Desktop's default)",
            "unix:///run/user/1000/podman/podman.sock (rootless Podman's default)",
            "unix:///run/podman/podman.sock (Podman's default)",
        ],
        Of(HostPlatform.Linux, "/home/me", ("XDG_RUNTIME_DIR", "/run/user/1000")));

    [Fact]
    public void MacOS_has_its_sockets_in_order() => Assert.Equal(
        [
            "unix:///var/run/docker.sock (Docker's default)",
            "unix:///Users/me/.docker/run/docker.sock (Docker Desktop's default)",
            "unix:///Users/me/.colima/default/docker.sock (Colima's default)",
            "unix:///Users/me/.config/colima/default/docker.sock (Colima's default)",
            "unix:///Users/me/.rd/docker.sock (Rancher Desktop's default)",
            "unix:///Users/me/.local/share/containers/podman/machine/podman.sock (Podman's default)",
        ],
        Of(HostPlatform.MacOS, "/Users/me"));

    [Fact]
    public void Windows_has_pipes() => Assert.Equal(
        [
            "npipe:////./pipe/docker_engine (Docker's default)",
            "npipe:////./pipe/dockerDesktopLinuxEngine (Docker Desktop's default)",
            "npipe:////./pipe/podman-machine-default (Podman's default)",
        ],
        Of(HostPlatform.Windows, @"C:\Users\me"));

    [Fact]
    public void A_user_without_a_home_has_the_system_s_sockets() => Assert.Equal(
        ["unix:///var/run/docker.sock (Docker's default)", "unix:///run/podman/podman.sock (Podman's default)"],
        Of(HostPlatform.Linux, ""));

    [Fact]
    public void Colima_may_live_elsewhere() => Assert.Equal(
        ["unix:///data/colima/default/docker.sock (Colima's default)"],
        ColimaOf(("COLIMA_HOME", "/data/colima"), ("XDG_CONFIG_HOME", "/x")));

    [Fact]
    public void Colima_s_profile_is_the_one_that_its_variable_names() => Assert.Equal(
        ["unix:///home/me/.colima/work/docker.sock (Colima's default)", "unix:///x/colima/work/docker.sock (Colima's default)"],
        ColimaOf(("COLIMA_PROFILE", "work"), ("XDG_CONFIG_HOME", "/x")));

    [Fact]
    public void A_user_s_own_engine_is_found_where_the_variable_of_its_folder_was_lost()
    {
        var sockets = Of(HostPlatform.Linux, "/home/me", new HostUser(1000, 1000)).ToArray();

        Assert.Contains("unix:///run/user/1000/docker.sock (rootless Docker's default)", sockets);
        Assert.Contains("unix:///run/user/1000/podman/podman.sock (rootless Podman's default)", sockets);
    }

    private static IEnumerable<string> ColimaOf(params (string Name, string Value)[] variables) =>
        Of(HostPlatform.Linux, "/home/me", variables).Where(socket => socket.Contains("Colima", StringComparison.Ordinal));

    private static IEnumerable<string> Of(HostPlatform platform, string home, params (string Name, string Value)[] variables) =>
        Of(platform, home, user: null, variables);

    private static IEnumerable<string> Of(HostPlatform platform, string home, HostUser? user, params (string Name, string Value)[] variables)
    {
        var host = new HostEnvironment(name => variables.FirstOrDefault(v => v.Name == name).Value, "/", home) { Platform = platform, User = () => user };
        return DefaultEndpoints.Of(host).Select(endpoint => endpoint.ToString());
    }
}
