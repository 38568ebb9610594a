using System.Net;

namespace Harpoon.Engine.Engines;

/// <summary>The engine's networks, by raw calls.</summary>
internal sealed class EngineNetworks(EngineConnection connection) : IEngineNetworks
{
    private readonly EngineRequests _requests = new(connection);

    public async Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var path = $"networks?{EngineRequests.LabelFilter(label)}";
        return LabelledObjects.Read(await _requests.CallAsync(HttpMethod.Get, path, default, TimeSpan.Zero, cancellationToken));
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => EngineRequests.UnlessAsync(
        _requests.CallAsync(HttpMethod.Delete, $"networks/{Uri.EscapeDataString(id)}", default, TimeSpan.Zero, cancellationToken),
        HttpStatusCode.NotFound);
}
