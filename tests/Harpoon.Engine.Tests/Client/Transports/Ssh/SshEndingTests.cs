using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Ssh;

namespace Harpoon.Engine.Tests.Client.Transports.Ssh;

/// <summary>What is left of a connection by ssh, and whose connection it is.</summary>
[Collection(nameof(LoginsCounted))]
public sealed class SshEndingTests(SshServer server) : IAsyncLifetime
{
    private readonly RecordingReport _report = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await server.StartedAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [SshFact]
    public async Task Programs_and_sockets_go_with_the_engine_and_no_stranger_gets_in()
    {
        // No other test says this name.
        var engine = await ConnectAsync("ssh://far-away");
        await using var another = await engine.OpenStreamAsync(Token);
        var folder = Assert.Single(Directory.GetDirectories(Path.GetTempPath(), "hp-ssh-*"), folder => EngineProcesses.Exist($"{folder}/s\0--\0far-away"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        await engine.DisposeAsync();

        Assert.False(Directory.Exists(folder));
        Assert.False(EngineProcesses.Exist("\0far-away"));
    }

    [SshFact]
    public async Task A_connection_that_the_user_shares_is_used_and_left()
    {
        var before = await server.LoginsAsync();
        await server.SshAsync("far-shared", "true");
        await using (var engine = await ConnectAsync("ssh://far-shared"))
        {
            await using var another = await engine.OpenStreamAsync(Token);
        }

        await server.SshAsync("-O", "check", "far-shared");
        Assert.Equal(before + 1, await server.LoginsAsync());
        await server.SshAsync("-O", "exit", "far-shared");
    }

    [SshFact]
    public async Task The_first_of_those_who_share_leaves_a_connection_behind_where_the_user_wants_it()
    {
        var before = await server.LoginsAsync();
        for (var time = 0; time < 2; time++)
        {
            await using var engine = await ConnectAsync("ssh://far-shared");
        }

        Assert.Equal(before + 1, await server.LoginsAsync());
        await server.SshAsync("-O", "exit", "far-shared");
    }

    private Task<IEngine> ConnectAsync(string address) =>
        EngineConnector.ConnectAsync(new EndpointOptions(address), server.Host, _report, Token);
}
