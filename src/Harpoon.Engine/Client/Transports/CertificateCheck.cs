using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Transports;

/// <summary>Judges a server's certificate, and remembers why it was refused: the TLS stream's own exception doesn't say.</summary>
internal sealed class CertificateCheck(Uri address, TlsMaterial material)
{
    /// <summary>Why the server was refused; null if it was not.</summary>
    public Diagnostic? Refusal { get; private set; }

    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (!material.Verify || errors == SslPolicyErrors.None)
        {
            return true;
        }

        Refusal = errors == SslPolicyErrors.RemoteCertificateNameMismatch
            ? Diagnostic.Of("HRP1022", address.Authority, address.DnsSafeHost, NamesIn((X509Certificate2)certificate!))
            : Diagnostic.Of("HRP1021", address.Authority, material.CaPath ?? DiagnosticTexts.Format("HRP1021.System"), TextOf(certificate, chain));
        return false;
    }

    private static string TextOf(X509Certificate? certificate, X509Chain? chain)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var status in chain?.ChainStatus ?? [])
        {
            words.Add(status.StatusInformation.Trim().TrimEnd('.'));
        }

        return certificate is null
            ? DiagnosticTexts.Format("HRP1021.None")
            : DiagnosticTexts.Format("HRP1021.Chain", certificate.Issuer, string.Join("; ", words));
    }

    private static string NamesIn(X509Certificate2 certificate)
    {
        var names = new List<string>();
        foreach (var extension in certificate.Extensions)
        {
            if (extension is X509SubjectAlternativeNameExtension alternatives)
            {
                names.AddRange(alternatives.EnumerateDnsNames());
                names.AddRange(alternatives.EnumerateIPAddresses().Select(ip => ip.ToString()));
            }
        }

        return names.Count > 0 ? string.Join(", ", names) : certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
    }
}
