using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Engines;

public class ConnectedEngineTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact]
    public async Task A_ping_tells_who_answers()
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
    public async Task Both_full_clients_share_the_pool()
    {
        var connection = ((ConnectedEngine)await fixture.EngineAsync()).Connection;

        var version = await connection.Client.System.GetVersionAsync(Token);
        var raw = await connection.Http.GetStringAsync(new Uri("version", UriKind.Relative), Token);

        Assert.Contains($"\"Version\":\"{version.Version}\"", raw, StringComparison.Ordinal);
    }
}
