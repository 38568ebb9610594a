using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>Says what to do with a container that was kept.</summary>
internal static class KeptContainer
{
    /// <summary>A line each: how a shell is opened in what is left of it, and how it goes.</summary>
    /// <param name="container">Its name, or its short id.</param>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="isPodman">Whether that is Podman, whose users need not have docker's command line.</param>
    // The container does not run, so a shell has nothing to be opened in but a copy of its files. '&&' is known to the shells of all systems.
    public static IEnumerable<string> Lines(string container, Endpoint endpoint, bool isPodman = false)
    {
        var docker = endpoint.IsStarted ? "podman"
            : isPodman && endpoint is { Tls: null, Address.Scheme: "unix" or "tcp" } ? $"podman --url {endpoint.Address.OriginalString}"
            : $"docker --host {endpoint.Address.OriginalString}{(endpoint.Tls is { } tls ? Options(tls) : "")}";
        var copy = CopyOf(container);
        yield return $"The container {container} is kept. A shell in a copy of its files: "
            + $"{docker} commit {container} {copy} && {docker} run --rm -it --entrypoint /bin/sh {copy}";
        yield return $"To remove it: {OptionNames.Clean}, or {docker} rm -v {container} && {docker} rmi {copy}";
    }

    /// <summary>The name of the image that these commands make of a container's files.</summary>
    public static string CopyOf(string container) => $"harpoon-kept:{container}";

    private static string Options(TlsMaterial tls) =>
        (tls.Verify ? " --tlsverify" : " --tls")
        + Option("--tlscacert", tls.CaPath) + Option("--tlscert", tls.CertificatePath) + Option("--tlskey", tls.KeyPath);

    private static string Option(string name, string? path) =>
        path is null ? "" : path.Contains(' ', StringComparison.Ordinal) ? $" {name} \"{path}\"" : $" {name} {path}";
}
