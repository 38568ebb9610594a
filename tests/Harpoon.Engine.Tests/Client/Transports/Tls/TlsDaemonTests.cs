using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Client.Connecting.Endpoints;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Transports.Tls;

public sealed class TlsDaemonTests(TlsDaemon daemon) : IAsyncLifetime
{
    private readonly TemporaryHome _home = new();
    private readonly RecordingReport _report = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private EndpointOptions Verified => new(Host: daemon.Address, TlsVerify: true, CertPath: daemon.ClientFolder);

    public async ValueTask InitializeAsync() => await daemon.StartedAsync();

    public ValueTask DisposeAsync()
    {
        _home.Dispose();
        return ValueTask.CompletedTask;
    }

    [TlsDaemonFact]
    public async Task A_verified_engine_is_talked_to_by_every_client()
    {
        await using var engine = (ConnectedEngine)await ConnectAsync(Verified);

        using var info = await engine.InfoAsync(Token);
        var version = await engine.Connection.Docker.Client.System.GetVersionAsync(Token);

        Assert.Equal(version.Version, info.RootElement.GetProperty("ServerVersion").GetString());
        Assert.Empty(_report.Warnings);
    }

    [TlsDaemonFact]
    public async Task The_variables_of_the_docker_CLI_do_as_well()
    {
        _home.With("DOCKER_HOST", daemon.Address).With("DOCKER_TLS_VERIFY", "1").With("DOCKER_CERT_PATH", daemon.ClientFolder);

        await using var engine = await ConnectAsync(new());

        Assert.Equal("DOCKER_HOST", engine.Endpoint.Reason);
    }

    [TlsDaemonFact]
    public async Task A_context_that_the_docker_CLI_made_is_read_rightly()
    {
        var docker = $"host={daemon.Address},ca={daemon.ClientFolder}/ca.pem,cert={daemon.ClientFolder}/cert.pem,key={daemon.ClientFolder}/key.pem";
        await DockerAsync("context", "create", "build_tls.1", "--docker", docker);
        await DockerAsync("context", "use", "build_tls.1");

        await using var engine = await ConnectAsync(new());

        Assert.StartsWith("the context 'build_tls.1' by currentContext", engine.Endpoint.Reason, StringComparison.Ordinal);
    }

    [TlsDaemonFact]
    public async Task Another_authority_s_engine_is_refused()
    {
        using var other = new TestAuthority("another authority");
        other.WriteClientFolder(_home.DockerFolder);

        var error = await RefusedAsync("HRP1021", Verified with { CertPath = null });

        Assert.Contains("issued by 'CN=Harpoon's test authority'", error.Text, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_home.DockerFolder, "ca.pem"), error.Text, StringComparison.Ordinal);
    }

    [TlsDaemonFact]
    public async Task An_engine_whose_certificate_is_for_another_host_is_refused()
    {
        var error = await RefusedAsync("HRP1022", Verified with { Host = daemon.OtherAddress });

        var (right, wrong) = (new Uri(daemon.Address).Host, new Uri(daemon.OtherAddress).Host);
        Assert.Contains($"not valid for '{wrong}', only for {right}.", error.Text, StringComparison.Ordinal);
    }

    [TlsDaemonFact]
    public async Task The_system_s_authorities_do_not_vouch_for_it() => Assert.Contains(
        "the system's certificate store",
        (await RefusedAsync("HRP1021", new(Host: daemon.Address.Replace("tcp", "https", StringComparison.Ordinal)))).Text,
        StringComparison.Ordinal);

    [TlsDaemonFact]
    public async Task A_client_without_a_certificate_reads_that_it_needs_one()
    {
        _home.WithFile("ca.pem", daemon.Authority.Pem);

        Assert.Contains("none was sent", (await RefusedAsync("HRP1023", Verified with { CertPath = null })).Text, StringComparison.Ordinal);
    }

    [TlsDaemonFact]
    public async Task A_client_of_another_authority_reads_which_certificate_was_refused()
    {
        using var other = new TestAuthority("another authority");
        other.WriteClientFolder(_home.DockerFolder);
        _home.WithFile("ca.pem", daemon.Authority.Pem);

        var error = await RefusedAsync("HRP1023", Verified with { CertPath = null });

        Assert.Contains(Path.Combine(_home.DockerFolder, "cert.pem"), error.Text, StringComparison.Ordinal);
    }

    [TlsDaemonFact]
    public async Task A_context_may_leave_the_engine_unverified()
    {
        using var other = new TestAuthority("another authority");
        other.WriteClientFolder(_home.DockerFolder);
        var docker = $"host={daemon.OtherAddress},ca={_home.DockerFolder}/ca.pem,cert={daemon.ClientFolder}/cert.pem,key={daemon.ClientFolder}/key.pem";
        await DockerAsync("context", "create", "loose", "--docker", docker + ",skip-tls-verify=true");
        await DockerAsync("context", "create", "strict", "--docker", docker);

        await using var engine = await ConnectAsync(new(Context: "loose"));
        Assert.Equal("HRP1036", Assert.Single(_report.Warnings).Code);

        await RefusedAsync("HRP1021", new(Context: "strict"));
    }

    [TlsDaemonFact]
    public async Task An_engine_that_is_called_without_TLS_says_that_it_wants_it() =>
        await RefusedAsync("HRP1025", new(Host: daemon.Address));

    [TlsDaemonFact]
    public async Task Keys_are_never_shown()
    {
        using var other = new TestAuthority("another authority");
        other.WriteClientFolder(_home.DockerFolder);
        _home.WithFile("ca.pem", daemon.Authority.Pem);

        var error = await Assert.ThrowsAnyAsync<HarpoonException>(() => ConnectAsync(Verified with { CertPath = null }));

        var reported = string.Concat(_report.Messages.Select(m => m.Text)) + error;
        var key = await File.ReadAllLinesAsync(Path.Combine(_home.DockerFolder, "key.pem"), Token);
        Assert.NotEmpty(key);
        Assert.DoesNotContain(key, line => reported.Contains(line, StringComparison.Ordinal));
    }

    private Task<IEngine> ConnectAsync(EndpointOptions options) => EngineConnector.ConnectAsync(options, _home.Host, _report, Token);

    private async Task<Diagnostic> RefusedAsync(string code, EndpointOptions options)
    {
        var diagnostic = Assert.Single((await Assert.ThrowsAnyAsync<HarpoonException>(() => ConnectAsync(options))).Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        return diagnostic;
    }

    private Task<string> DockerAsync(params string[] arguments) => ExternalProgram.RunAsync(
        "docker", arguments, new Dictionary<string, string> { ["DOCKER_CONFIG"] = _home.DockerFolder, ["HOME"] = _home.Path });
}
