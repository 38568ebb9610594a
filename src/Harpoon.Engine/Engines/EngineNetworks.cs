using System.Net;
using Harpoon.Engine.Http;

namespace Harpoon.Engine.Engines;

/// <summary>The engine's networks, by raw calls.</summary>
internal sealed class EngineNetworks(EngineConnection connection) : IEngineNetworks
{
    private readonly EngineRequests _requests = new(connection);

    public async Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var path = $"networks?{EngineRequests.LabelFilter(label)}";
        return LabelledObjects.Read((await _requests.CallAsync(new LightRequest("GET", path), cancellationToken)).Body);
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => _requests.CallAsync(
        new LightRequest("DELETE", $"networks/{Uri.EscapeDataString(id)}"), cancellationToken, fine: (int)HttpStatusCode.NotFound);
}
