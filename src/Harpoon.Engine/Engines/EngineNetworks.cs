namespace Harpoon.Engine.Engines;

/// <summary>The engine's networks, by raw calls.</summary>
internal sealed class EngineNetworks(EngineConnection connection) : IEngineNetworks
{
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        using var answer = await connection.Http.DeleteAsync(new Uri($"networks/{Uri.EscapeDataString(id)}", UriKind.Relative), cancellationToken);
        if (answer.StatusCode != System.Net.HttpStatusCode.NotFound)
        {
            await EngineRefusal.ThrowUnlessSuccessAsync($"DELETE /networks/{id}", answer, cancellationToken);
        }
    }
}
