using System.Net;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Networks;

namespace Harpoon.Engine.Tests.Runs;

/// <summary>Networks of which the first that is created is removed at once, as by another run that was the last in it.</summary>
internal sealed class StolenNetworks(IEngineNetworks networks) : IEngineNetworks
{
    /// <summary>How many were created.</summary>
    public int Created { get; private set; }

    public Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken) =>
        networks.ListAsync(label, cancellationToken);

    public Task<LabelledObject?> FindAsync(string network, CancellationToken cancellationToken) =>
        networks.FindAsync(network, cancellationToken);

    public async Task<string> CreateAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        var id = await networks.CreateAsync(name, labels, cancellationToken);
        if (Created++ == 0)
        {
            await networks.RemoveAsync(id, cancellationToken);
        }

        return id;
    }

    public Task<IPAddress?> GatewayAsync(string id, CancellationToken cancellationToken) => networks.GatewayAsync(id, cancellationToken);

    public Task ConnectAsync(string id, string container, CancellationToken cancellationToken) =>
        networks.ConnectAsync(id, container, cancellationToken);

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => networks.RemoveAsync(id, cancellationToken);
}
