using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Transports;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Client.Connecting.Endpoints;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Transports.Tls;

public sealed class TlsTransportTests : IDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly TestAuthority _authority = new("Harpoon's test authority");

    public TlsTransportTests() => _authority.WriteClientFolder(_home.DockerFolder);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _home.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_server_of_the_right_authority_and_name_is_trusted()
    {
        await using var server = Serving(_authority.IssueServer(["127.0.0.1"]));

        await using var stream = await OpenAsync(server);

        Assert.True(stream.CanWrite);
    }

    [Fact]
    public async Task A_server_by_name_and_not_by_address_is_refused()
    {
        await using var server = Serving(_authority.IssueServer(["build.example", "10.1.2.3"]));

        Assert.Contains("not valid for '127.0.0.1', only for build.example, 10.1.2.3.", (await RefusedAsync("HRP1022", server)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused()
    {
        await using var server = Serving(_authority.IssueServer(["127.0.0.1"], expired: true));

        Assert.Contains("expired", (await RefusedAsync("HRP1021", server)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_without_TLS_is_distinguished()
    {
        // As an engine does with a greeting that is not HTTP.
        await using var server = new ScriptedServer(async (stream, token) =>
        {
            await stream.ReadExactlyAsync(new byte[1], token);
            await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), token);
        });

        await RefusedAsync("HRP1024", server);
    }

    [Theory]
    [InlineData("ca.pem", "")]
    [InlineData("ca.pem", "nonsense")]
    [InlineData("cert.pem", "nonsense")]
    [InlineData("key.pem", "nonsense")]
    [InlineData("ca.pem", "-----BEGIN CERTIFICATE-----\nbm9uc2Vuc2U=\n-----END CERTIFICATE-----\n")]
    public async Task A_file_that_is_no_PEM_is_named_before_anything_is_sent(string file, string content)
    {
        _home.WithFile(file, content);
        await using var server = Serving(_authority.IssueServer(["127.0.0.1"]));

        Assert.Contains(Path.Combine(_home.DockerFolder, file), (await RefusedAsync("HRP1020", server)).Text, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_key_that_is_encrypted_is_named()
    {
        using var key = ECDsa.Create();
        _home.WithFile("key.pem", key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)));
        await using var server = Serving(_authority.IssueServer(["127.0.0.1"]));

        Assert.Contains("key.pem", (await RefusedAsync("HRP1020", server)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_certificate_is_named()
    {
        _home.WithFile("key.pem", _authority.IssueClient().Key);
        await using var server = Serving(_authority.IssueServer(["127.0.0.1"]));

        Assert.Contains("key.pem", (await RefusedAsync("HRP1020", server)).Text, StringComparison.Ordinal);
    }

    private static ScriptedServer Serving((string Certificate, string Key) pair) => new(async (stream, token) =>
    {
        using var certificate = X509Certificate2.CreateFromPem(pair.Certificate, pair.Key);
        await using var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, token);
            await tls.ReadExactlyAsync(new byte[1], token);
        }
        catch (System.Security.Authentication.AuthenticationException)
        {
            // The client refused: that is what is tested.
        }
    });

    private Task<Stream> OpenAsync(ScriptedServer server) => Transport.OpenAsync(
        new Endpoint(new Uri(server.Address), "test") { Tls = TlsFiles.In(_home.DockerFolder, caIsNeeded: true) }, Token);

    private async Task<Diagnostic> RefusedAsync(string code, ScriptedServer server)
    {
        var diagnostic = Assert.Single((await Assert.ThrowsAnyAsync<HarpoonException>(() => OpenAsync(server))).Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        return diagnostic;
    }
}
