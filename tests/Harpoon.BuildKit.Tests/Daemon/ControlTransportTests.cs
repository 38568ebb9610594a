using System.Security.Cryptography;
using System.Text;
using Harpoon.BuildKit.Services;
using Harpoon.BuildKit.Sessions;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.Daemon;

/// <summary>A session inside a call of the daemon's control service.</summary>
[Trait("Tier", "Smoke")]
public sealed class ControlTransportTests : IAsyncDisposable
{
    private readonly string _tag = $"harpoon-buildkit-test-{Guid.NewGuid():n}:latest";
    private readonly string _salt = Guid.NewGuid().ToString("n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [DaemonFact]
    public async Task Files_and_secrets_reach_the_build()
    {
        var bytes = new byte[8 << 20];
        new Random(1).NextBytes(bytes);
        using var context = new TestFolder().With("hello.txt", _salt);
        await File.WriteAllBytesAsync(context.PathOf("big"), bytes, Token);

        var build = await BuildAsync(
            await UpgradedDaemon.ConnectAsync(Token),
            context,
            new SessionOptions { Secrets = new FixedSecrets("token", $"secret-{_salt}") },
            "COPY . /all",
            "RUN --mount=type=secret,id=token cat /all/hello.txt && sha256sum /all/big /run/secrets/token");

        Assert.Null(build.Error);
        Assert.Contains(_salt, build.Log, StringComparison.Ordinal);
        Assert.Contains(Hash(bytes), build.Log, StringComparison.Ordinal);
        Assert.Contains(Hash(Encoding.UTF8.GetBytes($"secret-{_salt}")), build.Log, StringComparison.Ordinal);
    }

    [DaemonFact]
    public async Task An_ssh_agent_reaches_its_step()
    {
        Assert.SkipUnless(ProgramRun.Exists("ssh-agent"), "OpenSSH's client is not installed.");
        await using var agent = await RealAgent.StartAsync(Token);
        using var context = await ProgramRoot.OfAsync("ssh-add", Token);

        var build = await BuildAsync(
            await UpgradedDaemon.ConnectAsync(Token),
            context,
            new SessionOptions { SshAgents = new Dictionary<string, ISshAgent> { ["default"] = new UnixSshAgent(agent.SocketPath) } },
            "COPY . /",
            $"RUN --mount=type=ssh,required=true echo {_salt} && ssh-add -l");

        Assert.Null(build.Error);
        Assert.Contains(RealAgent.KeyName, build.Log, StringComparison.Ordinal);
    }

    [DaemonFact]
    public async Task A_connection_that_is_cut_fails_the_build_and_says_so()
    {
        using var context = new TestFolder().With("big", new string('x', 300_000));
        var connection = new CutStream(await UpgradedDaemon.ConnectAsync(Token), 40_000);

        var build = await BuildAsync(connection, context, new SessionOptions(), isCut: true, "COPY . /all");

        Assert.NotNull(build.Error);
        Assert.Equal(BuildKitFailure.ConnectionLost, build.End?.Failure);
    }

    [DaemonFact]
    public async Task A_socket_without_the_service_refuses()
    {
        var transport = new ControlTransport(await TestDaemon.ConnectAsync(Token));

        var error = await Assert.ThrowsAsync<BuildKitException>(() => BuildKitSession.OpenAsync(transport, new SessionOptions(), Token));

        Assert.Equal(BuildKitFailure.SessionRefused, error.Failure);
    }

    public async ValueTask DisposeAsync() => await DaemonBuild.RemoveImageAsync(_tag, CancellationToken.None);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private Task<DaemonBuild> BuildAsync(Stream connection, TestFolder context, SessionOptions options, params string[] lines) =>
        BuildAsync(connection, context, options, isCut: false, lines);

    private Task<DaemonBuild> BuildAsync(Stream connection, TestFolder context, SessionOptions options, bool isCut, params string[] lines) => DaemonBuild.RunAsync(
        new ControlTransport(connection),
        $"FROM {TestDaemon.Base}\n{string.Join('\n', lines)}\n",
        context,
        options with { SharedKey = SharedKey.Of("control", _salt) },
        _tag,
        isCut,
        Token);
}
