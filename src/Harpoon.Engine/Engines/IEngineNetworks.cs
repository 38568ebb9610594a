namespace Harpoon.Engine.Engines;

/// <summary>The engine's networks.</summary>
public interface IEngineNetworks
{
    /// <summary>The networks with a label (<c>key</c> or <c>key=value</c>): <c>GET /networks</c>.</summary>
    Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken);

    /// <summary>Removes one: <c>DELETE /networks/{id}</c>. A network that is gone already is no error.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);
}
