using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Remote.Transports;

/// <summary>The files of a TLS connection to a BuildKit, named as the docker CLI or as Kubernetes names them. buildctl's <c>--tlsdir</c> takes both.</summary>
internal static class BuilderTls
{
    private static readonly string[] Authority = ["ca.pem", "ca.crt"];
    private static readonly string[] Certificate = ["cert.pem", "tls.crt"];
    private static readonly string[] Key = ["key.pem", "tls.key"];

    /// <summary>The files of <c>$(DockerBuilderCertPath)</c>; null if it is not set, for a connection without TLS.</summary>
    /// <exception cref="HarpoonException">HRP3232: the authority or one of the client's pair is missing.</exception>
    public static TlsMaterial? Of(BuilderAddress address, HostEnvironment host)
    {
        if (string.IsNullOrWhiteSpace(address.CertPath))
        {
            return null;
        }

        var folder = host.FullPath(address.CertPath.Trim());
        var (authority, certificate, key) = (In(folder, Authority), In(folder, Certificate), In(folder, Key));
        var missing = authority is null ? Authority
            : certificate is null && key is not null ? Certificate
            : key is null && certificate is not null ? Key
            : null;
        return missing is null
            ? new TlsMaterial(authority, certificate, key)
            : throw new HarpoonException(address
                .Problem("HRP3232", DiagnosticTexts.Format("HRP3232.Missing", folder, string.Join(" or ", missing)))
                .AboutProperty(OptionNames.BuilderCertPath));
    }

    private static string? In(string folder, string[] names) =>
        names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
