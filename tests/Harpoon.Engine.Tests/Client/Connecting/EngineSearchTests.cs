using System.Net.Sockets;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Connecting;

public class EngineSearchTests
{
    private static readonly Endpoint Missing = new(new Uri("unix:///no/such/engine.sock"), "Docker's default");

    private static readonly Endpoint Other = new(new Uri("unix:///no/other/engine.sock"), "Podman's default");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_that_answers_is_taken()
    {
        await using var broken = ScriptedServer.Answering("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
        await using var good = ScriptedServer.Answering(ScriptedServer.Ping("1.44"));
        await using var late = ScriptedServer.Answering(ScriptedServer.Ping("1.44"));

        await using var engine = await Search().FirstAsync([Missing, Of(broken), Of(good), Of(late)], Token);

        Assert.Equal(good.Address, engine.Endpoint.Address.OriginalString);
        Assert.Equal(0, late.Connections);
    }

    [Fact]
    public async Task When_none_answers_the_error_reports_each_and_what_it_said()
    {
        await using var old = ScriptedServer.Answering(ScriptedServer.Ping("1.24"));
        await using var closing = ScriptedServer.Answering("");

        var error = Assert.Single((await Assert.ThrowsAnyAsync<HarpoonException>(
            () => Search().FirstAsync([Missing, Of(old), Of(closing)], Token))).Diagnostics);

        Assert.Equal("HRP1001", error.Code);
        Assert.Equal(
            $"""
            Cannot connect to a container engine. Start the engine with 'sudo systemctl start docker', or install one: on Debian and Ubuntu 'sudo apt-get install docker.io'. If an engine listens elsewhere, set DockerHost or DOCKER_HOST. Tried:
              unix:///no/such/engine.sock (Docker's default): there is no such socket
              {old.Address} (test): The engine at {old.Address} (test) supports API versions up to 1.24, and Harpoon needs 1.41. Update the engine to Docker 20.10, Podman 4 or newer.
              {closing.Address} (test): the connection was closed before a response arrived
            """,
            error.Text);
    }

    [Fact]
    public async Task Beside_a_named_engine_that_does_not_answer_a_default_one_that_does_is_named()
    {
        await using var broken = ScriptedServer.Answering("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
        await using var good = ScriptedServer.Answering(ScriptedServer.Ping("1.44"));
        var named = Missing with { Reason = "$(DockerHost)", Property = "DockerHost" };

        var error = Assert.Single((await Assert.ThrowsAnyAsync<HarpoonException>(
            () => Search().NamedAsync(named, [Other, Of(broken), Of(good)], Token))).Diagnostics);

        Assert.Equal(("HRP1002", "DockerHost"), (error.Code, error.Property));
        Assert.EndsWith($"there is no such socket. An engine is running at {good.Address}: to use it, remove $(DockerHost).", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_under_a_path_is_called_by_it()
    {
        var heads = new List<string>();
        await using var recording = new ScriptedServer(async (stream, token) =>
        {
            heads.Add(await ScriptedServer.ReadHeadAsync(stream, token));
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(ScriptedServer.Ping("1.44")), token);
            heads.Add(await ScriptedServer.ReadHeadAsync(stream, token));
            await stream.WriteAsync("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token);
        });

        await using var engine = await Search().NamedAsync(new Endpoint(new Uri(recording.Address + "/docker/one"), "test"), [], Token);
        Assert.Null(await engine.Images.FindAsync("x", Token));

        Assert.StartsWith("GET /docker/one/_ping ", heads[0], StringComparison.Ordinal);
        Assert.StartsWith("GET /docker/one/v1.44/images/x/json ", heads[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_hangs_does_not_keep_the_others_from_being_tried()
    {
        await using var hanging = new ScriptedServer((_, token) => Task.Delay(Timeout.Infinite, token));

        var error = Assert.Single((await Assert.ThrowsAnyAsync<HarpoonException>(
            () => Search(TimeSpan.FromSeconds(0.1)).FirstAsync([Of(hanging), Missing], Token))).Diagnostics);

        Assert.Contains($"{hanging.Address} (test): no response within 0.1 s", error.Text, StringComparison.Ordinal);
        Assert.Contains("there is no such socket", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketError.AccessDenied, "permission denied")]
    [InlineData(SocketError.ConnectionRefused, "connection refused")]
    [InlineData(SocketError.HostNotFound, "no such host")]
    [InlineData(SocketError.TimedOut, "the network is unreachable")]
    public void What_the_system_said_is_reported_in_plain_words(SocketError error, string words)
    {
        Assert.Equal(words, ConnectFailure.Say(new SocketException((int)error)));
        Assert.Equal(words, ConnectFailure.Say(new IOException("wrapped", new SocketException((int)error))));
    }

    [Theory]
    [InlineData(HostPlatform.Linux, "usermod -aG docker")]
    [InlineData(HostPlatform.MacOS, "Docker Desktop")]
    [InlineData(HostPlatform.Windows, "docker-users")]
    public void Who_may_not_use_the_engine_is_reported_how_to(HostPlatform platform, string advice)
    {
        var denied = new SocketException((int)SocketError.AccessDenied);

        Assert.Contains(advice, ConnectAdvice.For(Missing, denied, platform), StringComparison.Ordinal);
        Assert.Contains("/no/such/engine.sock", ConnectAdvice.For(Missing, denied, platform), StringComparison.Ordinal);
        Assert.Contains(advice, ConnectAdvice.ForNone([(Other, new TimeoutException()), (Missing, denied)], platform), StringComparison.Ordinal);
        Assert.Contains("/no/such/engine.sock", ConnectAdvice.ForNone([(Other, new TimeoutException()), (Missing, denied)], platform), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HostPlatform.Linux, "systemctl start docker")]
    [InlineData(HostPlatform.MacOS, "Start Docker Desktop, Colima")]
    [InlineData(HostPlatform.Windows, "Start Docker Desktop, or")]
    public void Who_has_no_engine_is_reported_how_to_start_one(HostPlatform platform, string advice)
    {
        Assert.Contains(advice, ConnectAdvice.For(Missing, new TimeoutException(), platform), StringComparison.Ordinal);
        Assert.Contains(advice, ConnectAdvice.ForNone([(Missing, new TimeoutException())], platform), StringComparison.Ordinal);
    }

    [Fact]
    public void A_far_engine_is_not_to_be_started_here() => Assert.Contains(
        "firewall",
        ConnectAdvice.For(new Endpoint(new Uri("tcp://build.example:2376"), "test"), new TimeoutException(), HostPlatform.Linux),
        StringComparison.Ordinal);

    private static EngineSearch Search(TimeSpan? patience = null)
    {
        var timeout = patience ?? TimeSpan.FromMinutes(1);
        return new EngineSearch(new EngineHandshake(HostEnvironment.OfProcess(AppContext.BaseDirectory), requested: null, timeout), timeout, HostPlatform.Linux);
    }

    private static Endpoint Of(ScriptedServer server) => new(new Uri(server.Address), "test");
}
