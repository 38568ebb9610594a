using System.Net;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Networks;
using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Tests.Runs.Cleanup;

/// <summary>The networks of an engine that has no answer about them.</summary>
internal sealed class NoNetworks : IEngineNetworks
{
    public Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken) => throw No();

    public Task<LabelledObject?> FindAsync(string network, CancellationToken cancellationToken) => throw No();

    public Task<string> CreateAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken) => throw No();

    public Task<IPAddress?> GatewayAsync(string id, CancellationToken cancellationToken) => throw No();

    public Task ConnectAsync(string id, string container, CancellationToken cancellationToken) => throw No();

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => throw No();

    private static EngineRefusedException No() => new("GET /networks", 500, "no");
}
