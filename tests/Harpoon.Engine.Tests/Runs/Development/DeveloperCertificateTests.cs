using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Harpoon.Engine.Runs.Development;

namespace Harpoon.Engine.Tests.Runs.Development;

public sealed class DeveloperCertificateTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 6, 1, 0, 0, 0, DateTimeKind.Local);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void The_newest_version_that_is_valid_and_has_its_key_is_the_users_own()
    {
        using var older = Certificate(version: 3, Now.AddDays(-9), Now.AddDays(90));
        using var newer = Certificate(version: 6, Now.AddDays(-9), Now.AddDays(9));
        using var expired = Certificate(version: 7, Now.AddDays(-9), Now.AddDays(-1));
        using var future = Certificate(version: 7, Now.AddDays(1), Now.AddDays(9));
        using var another = Certificate(version: null, Now.AddDays(-9), Now.AddDays(9));
        using var keyless = X509CertificateLoader.LoadCertificate(Certificate(version: 8, Now.AddDays(-9), Now.AddDays(9)).RawData);

        var found = DeveloperCertificate.Find([older, expired, newer, future, another, keyless], Now);

        using var pair = X509Certificate2.CreateFromPem(found!.Certificate, found.Key);
        Assert.Equal(newer.Thumbprint, pair.Thumbprint);
        Assert.Null(DeveloperCertificate.Find([expired, future, another, keyless], Now));
    }

    private X509Certificate2 Certificate(byte? version, DateTime from, DateTime to)
    {
        var request = new CertificateRequest("CN=localhost", _key, HashAlgorithmName.SHA256);
        if (version is { } number)
        {
            request.CertificateExtensions.Add(new X509Extension(DeveloperCertificate.Mark, [number], critical: false));
        }

        return request.CreateSelfSigned(from, to);
    }
}
