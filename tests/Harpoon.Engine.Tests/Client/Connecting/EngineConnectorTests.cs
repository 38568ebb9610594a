using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Client.Connecting.Endpoints;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Connecting;

public sealed class EngineConnectorTests : IDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly RecordingReport _report = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("1.41", "1.41")]
    [InlineData("1.45", "1.45")]
    [InlineData("1.51", "1.51")]
    [InlineData("1.99", "1.51")]
    public async Task The_newest_version_that_both_sides_know_is_spoken(string engines, string spoken)
    {
        await using var server = ScriptedServer.Answering(ScriptedServer.Ping(engines));

        await using var engine = await ConnectAsync(new(Host: server.Address));

        Assert.Equal(Version.Parse(spoken), ((ConnectedEngine)engine).Connection.ApiVersion);
        Assert.Equal("2", (await engine.PingAsync(Token)).BuilderVersion);
    }

    [Fact]
    public async Task Connecting_takes_one_round_trip()
    {
        await using var server = ScriptedServer.Answering(ScriptedServer.Ping("1.44"), Json("""{"ID":"x"}"""));

        await using var engine = await ConnectAsync(new(Host: server.Address));
        using var info = await engine.InfoAsync(Token);

        Assert.Equal("x", info.RootElement.GetProperty("ID").GetString());
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task An_engine_that_is_known_is_not_asked_who_it_is()
    {
        await using var server = ScriptedServer.Answering(ScriptedServer.Ping("1.44"));
        var known = new KnownEngines();

        await using var first = await EngineConnector.ConnectAsync(new(Host: server.Address), _home.Host, _report, known, Token);
        await using var second = await EngineConnector.ConnectAsync(new(Host: server.Address), _home.Host, _report, known, Token);

        Assert.Equal(1, server.Connections);
        Assert.Equal((first.ApiPath, first.Capabilities), (second.ApiPath, second.Capabilities));
    }

    [Fact]
    public async Task Engines_are_known_by_address_and_by_the_version_that_is_spoken()
    {
        await using ScriptedServer one = ScriptedServer.Answering(ScriptedServer.Ping("1.44")), two = ScriptedServer.Answering(ScriptedServer.Ping("1.41"));
        var known = new KnownEngines();

        await using var first = await EngineConnector.ConnectAsync(new(Host: one.Address), _home.Host, _report, known, Token);
        await using var second = await EngineConnector.ConnectAsync(new(Host: two.Address), _home.Host, _report, known, Token);
        _home.With("DOCKER_API_VERSION", "1.43");
        await using var third = await EngineConnector.ConnectAsync(new(Host: one.Address), _home.Host, _report, known, Token);

        Assert.Equal(["/v1.44", "/v1.41", "/v1.43"], [first.ApiPath, second.ApiPath, third.ApiPath]);
        Assert.Equal((2, 1), (one.Connections, two.Connections));
    }

    [Theory]
    [InlineData("1.42")]
    [InlineData("v1.42")]
    public async Task The_version_in_the_variable_is_spoken_as_it_is(string version)
    {
        var heads = new List<string>();
        await using var server = new ScriptedServer(async (stream, token) =>
        {
            heads.Add(await ScriptedServer.ReadHeadAsync(stream, token));
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(ScriptedServer.Ping("1.47")), token);
        });
        _home.With("DOCKER_API_VERSION", version);

        await using var engine = await ConnectAsync(new(Host: server.Address));

        Assert.StartsWith("GET /v1.42/_ping ", Assert.Single(heads), StringComparison.Ordinal);
        Assert.Equal(new Version(1, 42), ((ConnectedEngine)engine).Connection.ApiVersion);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("1")]
    [InlineData("28.3.0")]
    public async Task A_version_that_is_none_is_refused_before_connecting(string version)
    {
        _home.With("DOCKER_API_VERSION", version);

        await RefusedAsync("HRP1013", new(Host: "tcp://127.0.0.1:1"));
    }

    [Fact]
    public async Task A_version_that_is_too_new_for_the_engine_is_refused()
    {
        _home.With("DOCKER_API_VERSION", "1.50");
        await using var server = ScriptedServer.Answering(ScriptedServer.Ping("1.41"));

        var error = await RefusedAsync("HRP1014", new(Host: server.Address));

        Assert.Contains("it supports up to 1.41", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_wants_a_newer_client_says_to_update_Harpoon()
    {
        const string body = """{"message":"client version 1.51 is too old. Minimum supported API version is 1.60, please upgrade your client to a newer version"}""";
        var refusal = $"HTTP/1.1 400 Bad Request\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        await using var server = ScriptedServer.Answering(ScriptedServer.Ping("1.65"), refusal);
        await using var engine = await ConnectAsync(new(Host: server.Address));

        var error = Assert.Single((await Assert.ThrowsAnyAsync<HarpoonException>(() => engine.InfoAsync(Token))).Diagnostics);

        Assert.Equal("HRP1037", error.Code);
        Assert.Contains("Minimum supported API version is 1.60", error.Text, StringComparison.Ordinal);
        Assert.Contains("Update Harpoon", error.Text, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = "speaks every old version")]
    public async Task A_version_that_the_engine_no_longer_speaks_is_refused_with_its_words()
    {
        await using var engine = await TestEngine.ConnectAsync(Token);
        _home.With("DOCKER_API_VERSION", "1.1");
        foreach (var way in (string[])["DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH", "PATH"])
        {
            _home.With(way, Environment.GetEnvironmentVariable(way) ?? "");
        }

        var error = await RefusedAsync("HRP1014", new(Host: engine.Endpoint.Address.OriginalString));

        Assert.Contains("too old", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_is_too_old_is_refused()
    {
        await using var server = ScriptedServer.Answering(ScriptedServer.Ping("1.40"));

        Assert.Contains("supports API versions up to 1.40", (await RefusedAsync("HRP1015", new(Host: server.Address))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]
    public async Task What_is_no_engine_is_distinguished(string answer)
    {
        await using var server = ScriptedServer.Answering(answer);

        await RefusedAsync("HRP1016", new(Host: server.Address));
    }

    [Fact]
    public async Task An_engine_that_is_not_well_says_so_itself()
    {
        const string body = """{"message":"starting up"}""";
        await using var server = ScriptedServer.Answering($"HTTP/1.1 503 Unavailable\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.Contains("503: starting up", (await RefusedAsync("HRP1010", new(Host: server.Address))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_engine_that_does_not_answer_is_named_with_what_chose_it()
    {
        _home.With("DOCKER_HOST", "unix:///no/such/engine.sock");

        var error = await RefusedAsync("HRP1002", new());

        Assert.StartsWith(
            "Cannot connect to the engine at unix:///no/such/engine.sock (DOCKER_HOST): there is no such socket. ",
            error.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_where_nothing_listens_has_refused()
    {
        await using var server = ScriptedServer.Answering();
        var address = server.Address;
        await server.DisposeAsync();

        Assert.Contains("connection refused", (await RefusedAsync("HRP1002", new(Host: address))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_said_to()
        => Assert.Contains("no such host", (await RefusedAsync("HRP1002", new(Host: "tcp://no-such-host.invalid:2375"))).Text, StringComparison.Ordinal);

    [Fact]
    public async Task An_engine_that_hangs_is_waited_for_so_long_and_no_longer()
    {
        await using var server = new ScriptedServer((_, token) => Task.Delay(Timeout.Infinite, token));

        var error = await RefusedAsync("HRP1002", new(Host: server.Address, Timeout: TimeSpan.FromSeconds(0.2)));

        Assert.Contains("no response within 0.2 s", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_hangs_later_is_distinguished_from_one_that_is_gone()
    {
        await using var hanging = new ScriptedServer(async (stream, token) =>
        {
            await ScriptedServer.ReadHeadAsync(stream, token);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(ScriptedServer.Ping("1.44")), token);
            await Task.Delay(Timeout.Infinite, token);
        });
        var endpoint = new Endpoint(new Uri(hanging.Address), "test");
        await using var engine = await new EngineHandshake(_home.Host, requested: null, timeout: TimeSpan.FromSeconds(2))
            .ConnectAsync(endpoint, patience: TimeSpan.FromMinutes(1), Token);
        await using var leaving = ScriptedServer.Answering(ScriptedServer.Ping("1.44"));
        await using var gone = await ConnectAsync(new(Host: leaving.Address));
        await leaving.DisposeAsync();

        Assert.Equal("HRP1012", CodeOf(await Assert.ThrowsAnyAsync<HarpoonException>(() => engine.InfoAsync(Token))));
        Assert.Equal("HRP1011", CodeOf(await Assert.ThrowsAnyAsync<HarpoonException>(() => gone.InfoAsync(Token))));
    }

    [Fact]
    public async Task Cancelling_is_no_error_of_the_engine()
    {
        await using var server = new ScriptedServer((_, token) => Task.Delay(Timeout.Infinite, token));
        using var cancelled = new CancellationTokenSource();

        var connecting = EngineConnector.ConnectAsync(new(Host: server.Address), _home.Host, _report, cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    private static string Json(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static string CodeOf(HarpoonException e) => Assert.Single(e.Diagnostics).Code;

    private Task<IEngine> ConnectAsync(EndpointOptions options) => EngineConnector.ConnectAsync(options, _home.Host, _report, Token);

    private async Task<Diagnostic> RefusedAsync(string code, EndpointOptions options)
    {
        var diagnostic = Assert.Single((await Assert.ThrowsAnyAsync<HarpoonException>(() => ConnectAsync(options))).Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        return diagnostic;
    }
}
