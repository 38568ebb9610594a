using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Runs.Development;

/// <summary>
/// The ASP.NET Core development certificate of the user who runs the build, as <c>dotnet dev-certs https</c> makes it. It is read from where that keeps it:
/// <c>dotnet dev-certs --export-path</c> would write the key to a file of this machine, which a killed build would leave.
/// </summary>
/// <param name="Certificate">The certificate, as PEM.</param>
/// <param name="Key">Its private key, as PEM without a password.</param>
public sealed record DeveloperCertificate(string Certificate, string Key)
{
    /// <summary>What marks it. Its value is a number: the version of what <c>dotnet dev-certs</c> makes.</summary>
    internal const string Mark = "1.3.6.1.4.1.311.84.1.1";

    /// <summary>Finds it; null if there is none that is valid now and has its key.</summary>
    public static DeveloperCertificate? Find(HostEnvironment host)
    {
        if (host.Platform == HostPlatform.MacOS)
        {
            // The keychain asks its user before it hands out a key; this is where the key is from.
            var folder = Path.Combine(host.HomeDirectory, ".aspnet", "dev-certs", "https");
            return Directory.Exists(folder) ? Find(Directory.GetFiles(folder, "aspnetcore-localhost-*.pfx").Select(Load).OfType<X509Certificate2>(), DateTime.Now) : null;
        }

        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        return Find(store.Certificates, DateTime.Now);
    }

    /// <summary>The newest that is valid.</summary>
    internal static DeveloperCertificate? Find(IEnumerable<X509Certificate2> certificates, DateTime now) => certificates
        .Where(certificate => VersionOf(certificate) >= 0 && certificate.HasPrivateKey && certificate.NotBefore <= now && now <= certificate.NotAfter)
        .OrderByDescending(VersionOf)
        .ThenByDescending(certificate => certificate.NotAfter)
        .Select(TryRead)
        .FirstOrDefault(found => found is not null);

    private static int VersionOf(X509Certificate2 certificate) =>
        certificate.Extensions.FirstOrDefault(extension => extension.Oid?.Value == Mark) is not { } mark ? -1
        : mark.RawData is [var version] ? version
        : 0;

    private static DeveloperCertificate? TryRead(X509Certificate2 certificate)
    {
        try
        {
            return new DeveloperCertificate(certificate.ExportCertificatePem(), KeyOf(certificate));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string KeyOf(X509Certificate2 certificate)
    {
        try
        {
            return PemOf(certificate);
        }
        catch (CryptographicException)
        {
            // Windows hands out a key only under a password, which is forgotten at once.
            var password = Guid.NewGuid().ToString("N");
            using var copy = X509CertificateLoader.LoadPkcs12(
                certificate.Export(X509ContentType.Pkcs12, password), password, X509KeyStorageFlags.Exportable | X509KeyStorageFlags.EphemeralKeySet);
            return PemOf(copy);
        }
    }

    private static string PemOf(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()
            ?? throw new CryptographicException();
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static X509Certificate2? Load(string file)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, password: null, X509KeyStorageFlags.Exportable);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
