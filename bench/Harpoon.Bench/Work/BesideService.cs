namespace Harpoon.Bench.Work;

/// <summary>A run beside a service, as a user of the docker CLI writes it: nobody waits for the port, and a removal follows.</summary>
internal static class BesideService
{
    public const string Listener = "exec nc -ll -p 80 -e true";

    private const string Name = "harpoon-bench-beside";

    public static IReadOnlyList<string> Lines { get; } =
    [
        $"docker network create {Name}",
        $"docker run --detach --name {Name} --network {Name} --network-alias db {Workspace.BaseImage} sh -c '{Listener}'",
        $"docker run --rm --network {Name} {Workspace.BaseImage} true",
        $"docker rm --force --volumes {Name}",
        $"docker network rm {Name}",
    ];
}
