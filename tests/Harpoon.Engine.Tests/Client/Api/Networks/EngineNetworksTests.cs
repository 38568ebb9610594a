using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Api.Networks;

public sealed class EngineNetworksTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly Dictionary<string, string> Labels = new() { ["harpoon-networks-test"] = "a \"b\"" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact]
    public async Task A_network_is_found_by_name_and_by_id_until_it_is_removed()
    {
        var networks = (await fixture.EngineAsync()).Networks;
        var name = $"harpoon-{Guid.NewGuid():N}";
        Assert.Null(await networks.FindAsync(name, Token));

        var id = await networks.CreateAsync(name, Labels, Token);
        try
        {
            var found = await networks.FindAsync(name, Token);
            Assert.Equal((id, name, "a \"b\""), (found!.Id, found.Name, found.Labels["harpoon-networks-test"]));
            Assert.Equal(name, (await networks.FindAsync(id[..12], Token))!.Name);
            // The engine would take the beginning of an id for one; a person means a name.
            Assert.Null(await networks.FindAsync(id[..3], Token));

            var refusal = await Assert.ThrowsAsync<EngineRefusedException>(() => networks.CreateAsync(name, Labels, Token));
            Assert.Equal(RefusalKind.NameTaken, refusal.Kind);
        }
        finally
        {
            await networks.RemoveAsync(id, CancellationToken.None);
        }

        Assert.Null(await networks.FindAsync(name, Token));
        await networks.RemoveAsync(id, Token);
    }
}
