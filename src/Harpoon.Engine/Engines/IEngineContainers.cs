namespace Harpoon.Engine.Engines;

/// <summary>The engine's containers.</summary>
public interface IEngineContainers
{
    /// <summary>Creates one: <c>POST /containers/create</c>.</summary>
    Task<CreatedContainer> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken);
}
