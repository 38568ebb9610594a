using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Connecting;

public class ConnectedEngineTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact]
    public async Task A_ping_reports_who_answers()
    {
        var ping = await (await fixture.EngineAsync()).PingAsync(Token);

        Assert.True(ping.ApiVersion >= new Version(1, 41));
        Assert.Equal("linux", ping.OperatingSystem);
    }

    [EngineFact]
    public async Task Info_is_what_the_engine_says_of_itself()
    {
        using var info = await (await fixture.EngineAsync()).InfoAsync(Token);

        Assert.False(string.IsNullOrEmpty(info.RootElement.GetProperty("ID").GetString()));
    }

    [EngineFact]
    public async Task Both_clients_speak_to_the_same_engine()
    {
        var engine = (ConnectedEngine)await fixture.EngineAsync();

        var version = await engine.Connection.Docker.Client.System.GetVersionAsync(Token);
        var raw = await engine.GetTextAsync("version", Token);

        Assert.Contains($"\"Version\":\"{version.Version}\"", raw, StringComparison.Ordinal);
    }
}
