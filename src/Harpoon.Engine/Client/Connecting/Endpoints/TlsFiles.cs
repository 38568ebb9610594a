using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>Where the certificates of an address are that was named by itself: in <c>$(DockerCertPath)</c>, <c>DOCKER_CERT_PATH</c> or the CLI's own folder.</summary>
internal static class TlsFiles
{
    /// <summary>The files; null if TLS isn't asked for.</summary>
    /// <exception cref="HarpoonException">HRP1020: there is no <c>ca.pem</c>, or half of the client's pair is missing.</exception>
    public static TlsMaterial? Of(EndpointAddress address, EndpointOptions options, HostEnvironment host, DockerConfigFolder config)
    {
        // The docker CLI's rule: any value turns it on, "0" and "false" too.
        var asked = options.TlsVerify ?? host.Value("DOCKER_TLS_VERIFY") is not null;
        return asked || address.IsHttps ? In(Folder(options, host, config), caIsNeeded: !address.IsHttps) : null;
    }

    /// <summary>The files of a folder, which are named as the docker CLI names them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="caIsNeeded">Whether the system's authorities won't do in place of <c>ca.pem</c>.</param>
    /// <param name="verify">Whether the server is verified.</param>
    /// <exception cref="HarpoonException">HRP1020.</exception>
    public static TlsMaterial In(string folder, bool caIsNeeded, bool verify = true)
    {
        var (ca, certificate, key) = (Existing(folder, "ca.pem"), Existing(folder, "cert.pem"), Existing(folder, "key.pem"));
        var missing = ca is null && caIsNeeded ? "ca.pem"
            : certificate is null && key is not null ? "cert.pem"
            : key is null && certificate is not null ? "key.pem"
            : null;
        return missing is null
            ? new TlsMaterial(ca, certificate, key, verify)
            : throw new HarpoonException(Diagnostic.Of("HRP1020", Path.Combine(folder, missing), DiagnosticTexts.Format("HRP1020.Missing")));
    }

    private static string Folder(EndpointOptions options, HostEnvironment host, DockerConfigFolder config) =>
        options.CertPath is { Length: > 0 } property ? host.FullPath(property)
        : host.Value("DOCKER_CERT_PATH") is { } variable ? host.FullPath(variable)
        : config.Path;

    private static string? Existing(string folder, string name) =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;
}
