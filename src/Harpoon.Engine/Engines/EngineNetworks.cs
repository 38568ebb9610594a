using System.Net;
using Docker.DotNet;
using Harpoon.Engine.Http;

namespace Harpoon.Engine.Engines;

/// <summary>The engine's networks: the question that every run asks by a raw call, the rest by Docker.DotNet.</summary>
internal sealed class EngineNetworks(EngineConnection connection) : IEngineNetworks
{
    private readonly EngineRequests _requests = new(connection);
    private readonly ClientCalls _client = new(connection);

    public async Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var path = $"networks?{EngineRequests.LabelFilter(label)}";
        return LabelledObjects.Read((await _requests.CallAsync(new LightRequest("GET", path), cancellationToken)).Body);
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await _client.CallAsync($"DELETE /networks/{id}", (client, token) => RemoveAsync(client, id, token), cancellationToken);
        }
        catch (EngineRefusedException e) when (e.Status == (int)HttpStatusCode.NotFound)
        {
            // It is gone already.
        }
    }

    private static async Task<bool> RemoveAsync(DockerClient client, string id, CancellationToken cancellationToken)
    {
        await client.Networks.DeleteNetworkAsync(id, cancellationToken);
        return true;
    }
}
