using Docker.DotNet.Models;

namespace Harpoon.Engine.Engines;

/// <summary>The engine's containers, through Docker.DotNet.</summary>
internal sealed class EngineContainers(EngineConnection connection) : IEngineContainers
{
    public async Task<CreatedContainer> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var created = await connection.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters { Image = spec.Image }, cancellationToken);
        return new CreatedContainer(created.ID, [.. created.Warnings ?? []]);
    }
}
