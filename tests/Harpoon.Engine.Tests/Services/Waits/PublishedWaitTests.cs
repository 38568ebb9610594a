using Harpoon.Engine.Client;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Services.Waits;

/// <summary>Waits for ports where the containers' own addresses lead nowhere: through the engine's proxy, which listens before anybody is behind it.</summary>
public sealed class PublishedWaitTests(EngineFixture fixture) : ServiceTests(fixture)
{
    private protected override async Task<IEngine> EngineAsync() => new EngineElsewhere(await base.EngineAsync());

    [EngineTheory]
    [InlineData("port:80", "exec nc -ll -p 80 -e cat")]
    [InlineData("port:80", "exec nc -ll -p 80 -e echo hello")]
    [InlineData("http:80/ 404", "exec httpd -f -p 80 -h /tmp")]
    public async Task A_port_is_waited_for_until_the_service_itself_answers(string wait, string command)
    {
        var start = DateTime.UtcNow;
        var outcome = await RunAsync("true", Shelled("db", $"sleep 1; {command}", wait));

        Assert.Null(outcome.Failure);
        Assert.True(DateTime.UtcNow - start > TimeSpan.FromSeconds(1));
    }

    [EngineTheory]
    [InlineData("port:80")]
    [InlineData("http:80/")]
    public async Task A_port_where_only_the_engine_listens_is_not_open(string wait)
    {
        var error = await ErrorAsync("true", Shelled("db", "exec sleep 600", wait) with { WaitTimeout = TimeSpan.FromSeconds(1) });

        Assert.Equal("HRP4211", error.Code);
    }
}
