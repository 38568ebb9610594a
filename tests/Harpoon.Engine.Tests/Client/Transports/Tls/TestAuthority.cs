using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Harpoon.Engine.Tests.Client.Transports.Tls;

/// <summary>A certificate authority of a test's own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _root;

    public TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
    }

    public string Pem => _root.ExportCertificatePem();

    /// <summary>A server's certificate for these names and addresses.</summary>
    public (string Certificate, string Key) IssueServer(string[] names, bool expired = false) =>
        Issue("CN=engine", ServerAuthentication, names, expired ? DateTimeOffset.UtcNow.AddDays(-1) : DateTimeOffset.UtcNow.AddDays(7));

    /// <summary>A client's certificate.</summary>
    public (string Certificate, string Key) IssueClient() =>
        Issue("CN=client", ClientAuthentication, [], DateTimeOffset.UtcNow.AddDays(7));

    /// <summary>Writes a folder as the docker CLI has it: the authority, and a client's pair.</summary>
    public void WriteClientFolder(string folder)
    {
        var (certificate, key) = IssueClient();
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "ca.pem"), Pem);
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate);
        File.WriteAllText(Path.Combine(folder, "key.pem"), key);
    }

    public void Dispose() => _root.Dispose();

    private (string Certificate, string Key) Issue(string subject, string usage, string[] names, DateTimeOffset end)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (names.Length > 0)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            foreach (var name in names)
            {
                if (IPAddress.TryParse(name, out var address))
                {
                    alternatives.AddIpAddress(address);
                }
                else
                {
                    alternatives.AddDnsName(name);
                }
            }

            request.CertificateExtensions.Add(alternatives.Build());
        }

        using var certificate = request.Create(_root, DateTimeOffset.UtcNow.AddDays(-2), end, RandomNumberGenerator.GetBytes(12));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
