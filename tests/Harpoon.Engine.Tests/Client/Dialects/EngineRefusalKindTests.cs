using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Dialects;

/// <summary>What the engine at hand refuses, whichever it is.</summary>
public sealed class EngineRefusalKindTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private readonly string _name = $"harpoon-{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact]
    public async Task Refused_creations_are_distinguished()
    {
        var engine = await fixture.EngineAsync();
        await using var first = await CreatedAsync(engine, new ContainerSpec(TestImages.Base) { Name = _name, Command = ["true"] });

        Assert.Equal(RefusalKind.NameTaken, await KindOfAsync(() => engine.Containers.CreateAsync(new ContainerSpec(TestImages.Base) { Name = _name, Command = ["true"] }, Token)));
        Assert.Equal(RefusalKind.ImageMissing, await KindOfAsync(() => engine.Containers.CreateAsync(new ContainerSpec($"{_name}:1") { Command = ["true"] }, Token)));
        Assert.Equal(
            RefusalKind.ImageMissing,
            await KindOfAsync(() => engine.Containers.CreateAsync(new ContainerSpec("sha256:" + new string('1', 64)) { Command = ["true"] }, Token)));
    }

    [EngineTheory]
    [InlineData("no-such-program", RefusalKind.ProgramMissing)]
    [InlineData("/no/such/program", RefusalKind.ProgramMissing)]
    [InlineData("/etc", RefusalKind.ProgramNotExecutable)]
    public async Task Refused_starts_are_distinguished(string program, RefusalKind expected)
    {
        var engine = await fixture.EngineAsync();
        await using var container = await CreatedAsync(engine, new ContainerSpec(TestImages.Base) { Command = [program] });

        Assert.Equal(expected, await KindOfAsync(() => engine.Containers.StartAsync(container.Id, Token)));
    }

    [EngineFact]
    public async Task A_network_is_missing_taken_or_in_use()
    {
        var engine = await fixture.EngineAsync();
        Assert.Equal(RefusalKind.NetworkMissing, await KindOfAsync(async () =>
        {
            await using var alone = await CreatedAsync(engine, new ContainerSpec(TestImages.Base) { Network = _name, Command = ["true"] });
            await engine.Containers.StartAsync(alone.Id, Token);
        }));

        var network = await engine.Networks.CreateAsync(_name, new Dictionary<string, string>(), Token);
        try
        {
            Assert.Equal(RefusalKind.NameTaken, await KindOfAsync(() => engine.Networks.CreateAsync(_name, new Dictionary<string, string>(), Token)));
            await using var container = await CreatedAsync(engine, new ContainerSpec(TestImages.Base) { Network = _name, Command = ["sleep", "600"] });
            await engine.Containers.StartAsync(container.Id, Token);
            Assert.Equal(RefusalKind.NetworkInUse, await KindOfAsync(() => engine.Networks.RemoveAsync(network, Token)));
        }
        finally
        {
            await engine.Networks.RemoveAsync(network, CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task What_is_not_there_is_missing_and_what_does_not_run_need_not_be_killed()
    {
        var engine = await fixture.EngineAsync();
        Assert.Equal(RefusalKind.ContainerMissing, await KindOfAsync(() => engine.Containers.InspectAsync(_name, Token)));

        await using var container = await CreatedAsync(engine, new ContainerSpec(TestImages.Base) { Command = ["true"] });
        await engine.Containers.KillAsync(container.Id, Token);
        await engine.Containers.SignalAsync(container.Id, "HUP", Token);
    }

    private static async Task<RefusalKind> KindOfAsync(Func<Task> call) => (await Assert.ThrowsAsync<EngineRefusedException>(call)).Kind;

    private static async Task<Created> CreatedAsync(IEngine engine, ContainerSpec spec) =>
        new(engine, (await engine.Containers.CreateAsync(spec, Token)).Id);

    private sealed class Created(IEngine engine, string id) : IAsyncDisposable
    {
        public string Id => id;

        public async ValueTask DisposeAsync() => await engine.Containers.RemoveAsync(id, CancellationToken.None);
    }
}
