using Harpoon.Engine.Client.Api.Containers;

namespace Harpoon.Engine.Tests.Builds.Remote;

/// <summary>A container that has a program <c>buildctl</c>, as BuildKit's own image has.</summary>
internal sealed class BuildctlContainer : IAsyncDisposable
{
    private readonly BuildProject _project;
    private string? _id;

    private BuildctlContainer(BuildProject project) => _project = project;

    public string Name { get; } = $"hp-buildctl-{Guid.NewGuid():n}";

    /// <summary>Starts one on the project's engine, in the network of its host.</summary>
    /// <param name="project">The project, whose images go with it.</param>
    /// <param name="command">What <c>buildctl</c> does, as a shell has it.</param>
    public static async Task<BuildctlContainer> StartAsync(BuildProject project, string command)
    {
        var options = project.Options;
        project.With($"RUN printf '#!/bin/sh\\nexec {command}\\n' > /bin/buildctl && chmod +x /bin/buildctl");
        var image = (await project.WithOptions(o => o with { Remote = null, Output = null }).BuildAsync()).ImageId;
        project.Options = options;

        var container = new BuildctlContainer(project);
        var created = await project.Engine.Containers.CreateAsync(
            new ContainerSpec(image) { Name = container.Name, Network = "host", Command = ["sleep", "600"] }, TestContext.Current.CancellationToken);
        container._id = created.Id;
        await project.Engine.Containers.StartAsync(created.Id, TestContext.Current.CancellationToken);
        return container;
    }

    public async ValueTask DisposeAsync()
    {
        if (_id is not null)
        {
            await _project.Engine.Containers.RemoveAsync(_id, CancellationToken.None);
        }
    }
}
