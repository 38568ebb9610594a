using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Harpoon.Sdk.Tests.Run;

/// <summary>What an engine is reached by is told to nobody, not even by the most talkative logger.</summary>
public sealed class CredentialTests(PackedSdk sdk)
{
    [Fact]
    public async Task A_context_s_keys_and_logins_are_in_no_log()
    {
        using var user = new Scratch(sdk);
        using var key = ECDsa.Create();
        var password = $"password-{Guid.NewGuid():n}";
        var pem = key.ExportPkcs8PrivateKeyPem();
        var id = Convert.ToHexStringLower(SHA256.HashData("far"u8));
        user.Environment["DOCKER_CONFIG"] = user.PathOf("docker");
        user.Environment["DOCKER_HOST"] = null;
        user.Write("docker/config.json", $$"""
            { "currentContext": "far", "auths": { "registry.example": { "auth": "{{Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{password}"))}}" } } }
            """);
        user.Write($"docker/contexts/meta/{id}/meta.json", """{ "Name": "far", "Endpoints": { "docker": { "Host": "tcp://127.0.0.1:1" } } }""");
        user.Write($"docker/contexts/tls/{id}/docker/key.pem", pem);
        using var certificate = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        user.Write($"docker/contexts/tls/{id}/docker/cert.pem", certificate.ExportCertificatePem());
        user.WritePure("Image.proj", """<ItemGroup><DockerfileLine Include="FROM scratch" /></ItemGroup>""");

        await using var commandLines = new CommandLines();
        var result = (await user.DotnetAsync("build", "-t:DockerRun", "-bl:all.binlog", "-v:diag")).FailedWith("HRP1002");
        string[] told = [result.Output, await BinaryLog.TextAsync(user.PathOf("all.binlog")), await commandLines.StopAsync()];

        Assert.Contains("the context 'far'", told[0], StringComparison.Ordinal);
        Assert.Contains("the context 'far'", told[1], StringComparison.Ordinal);
        var secrets = pem.Split('\n').Where(line => !line.StartsWith('-') && line.Length > 0).Append(password);
        NonEmpty.All(secrets, secret => NonEmpty.All(told, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }
}
