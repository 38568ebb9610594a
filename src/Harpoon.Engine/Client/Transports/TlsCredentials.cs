using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Transports;

/// <summary>Loads the files of a TLS connection. A key's content goes nowhere but into the connection.</summary>
internal static class TlsCredentials
{
    /// <summary>Trust in the given authority and in no other; null for the system's.</summary>
    /// <exception cref="HarpoonException">HRP1020.</exception>
    public static X509ChainPolicy? Trust(TlsMaterial material)
    {
        if (material.CaPath is not { } path)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,

            // A private authority publishes no list of what it revoked.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        Load(path, () => policy.CustomTrustStore.ImportFromPemFile(path));
        return policy.CustomTrustStore.Count > 0 ? policy : throw Unusable(path, DiagnosticTexts.Format("HRP1020.NoCertificate"));
    }

    /// <summary>The client's certificate with the others in its file; null for none.</summary>
    /// <exception cref="HarpoonException">HRP1020.</exception>
    public static SslStreamCertificateContext? Client(TlsMaterial material)
    {
        if (material is not { CertificatePath: { } path, KeyPath: { } keyPath })
        {
            return null;
        }

        X509Certificate2? certificate = null;
        var others = new X509Certificate2Collection();
        Load(path, () => others.ImportFromPemFile(path));
        if (others.Count == 0)
        {
            throw Unusable(path, DiagnosticTexts.Format("HRP1020.NoCertificate"));
        }

        Load(keyPath, () => certificate = X509Certificate2.CreateFromPemFile(path, keyPath));
        return SslStreamCertificateContext.Create(Usable(certificate!), others, offline: true);
    }

    /// <summary>Windows' TLS can't use a key that lives in memory alone (https://github.com/dotnet/runtime/issues/23749).</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }

    private static void Load(string path, Action load)
    {
        try
        {
            load();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, e.Message);
        }
    }

    private static HarpoonException Unusable(string path, string why) => new(Diagnostic.Of("HRP1020", path, why));
}
