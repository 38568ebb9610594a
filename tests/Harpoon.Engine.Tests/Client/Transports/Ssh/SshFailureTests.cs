using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Client.Connecting.Endpoints;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Ssh;

namespace Harpoon.Engine.Tests.Client.Transports.Ssh;

/// <summary>What a user is told where ssh leads to no engine.</summary>
[Collection(nameof(LoginsCounted))]
public sealed class SshFailureTests(SshServer server)
{
    private readonly RecordingReport _report = new();

    [SshFact]
    public Task A_host_s_key_that_no_one_knows() => RefusedAsync("ssh://far-new", "HRP1031", "Host key verification failed");

    [SshFact]
    public Task A_user_whose_key_is_not_accepted() => RefusedAsync("ssh://far-other", "HRP1032", "Permission denied (publickey)");

    [SshFact]
    public Task A_host_where_nothing_listens() => RefusedAsync("ssh://far-off", "HRP1033", "Connection refused");

    [SshFact]
    public Task A_host_that_no_one_knows() => RefusedAsync("ssh://no-such-host.invalid", "HRP1033", "no-such-host.invalid");

    [SshFact]
    public Task A_host_without_docker() => RefusedAsync("ssh://far-bare", "HRP1034", "docker");

    [SshFact]
    public Task A_host_whose_engine_is_not_started() => RefusedAsync("ssh://far-idle", "HRP1035", "no-engine.sock");

    [SshFact]
    public Task A_socket_of_the_address_that_is_not_there() => RefusedAsync("ssh://far/run/it's not there.sock", "HRP1035", "it's not there.sock");

    [SshFact]
    public async Task A_socket_of_the_address_goes_before_the_usual_one()
    {
        await server.StartedAsync();
        await using var here = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(here.Endpoint.Address.Scheme == "unix", "The tests' engine has no socket here.");

        await using var engine = await ConnectAsync($"ssh://root@far-idle{here.Endpoint.SocketPath}", TestContext.Current.CancellationToken);

        Assert.Equal("127.0.0.1", engine.Endpoint.HostName);
    }

    [Fact]
    public async Task A_machine_without_ssh()
    {
        using var home = new TemporaryHome().With("PATH", "/no/such/folder");

        var error = await Assert.ThrowsAnyAsync<HarpoonException>(() => EngineConnector.ConnectAsync(
            new EndpointOptions("ssh://me@far"), home.Host, _report, TestContext.Current.CancellationToken));

        Assert.Equal("HRP1030", Assert.Single(error.Diagnostics).Code);
    }

    private async Task RefusedAsync(string address, string code, string words)
    {
        await server.StartedAsync();

        var error = await Assert.ThrowsAnyAsync<HarpoonException>(() => ConnectAsync(address, TestContext.Current.CancellationToken));

        var diagnostic = Assert.Single(error.Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.Contains($"{address} ($(DockerHost))", diagnostic.Text, StringComparison.Ordinal);
        Assert.Contains(words, diagnostic.Text, StringComparison.Ordinal);
    }

    private Task<IEngine> ConnectAsync(string address, CancellationToken cancellationToken) =>
        EngineConnector.ConnectAsync(new EndpointOptions(address), server.Host, _report, cancellationToken);
}
