namespace Harpoon.Engine.Engines;

/// <summary>The engine's networks.</summary>
public interface IEngineNetworks
{
    /// <summary>Removes one: <c>DELETE /networks/{id}</c>. A network that is gone already is no error.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);
}
