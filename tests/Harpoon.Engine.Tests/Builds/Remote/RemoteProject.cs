using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Remote;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Builds.Remote;

/// <summary>A project that a BuildKit without an engine builds. Where none is needed, no engine can be found.</summary>
internal sealed class RemoteProject : IAsyncDisposable
{
    private static readonly EndpointOptions Nowhere = new("tcp://127.0.0.1:1");

    private RemoteProject(BuildProject project, string @base) => (Project, Base) = (project, @base);

    public BuildProject Project { get; }

    /// <summary>The base image, in a registry: BuildKit has no other.</summary>
    public string Base { get; }

    /// <summary>Makes one, if the tests' engine has a BuildKit that can push: it stands in for another.</summary>
    public static async Task<RemoteProject> CreateAsync(PrivateRegistry registry)
    {
        var project = await BuildProject.CreateAsync();
        if (!await ImageStore.IsContainerdAsync(project.Engine))
        {
            await project.DisposeAsync();
            Assert.Skip("This engine's BuildKit pushes nothing itself: its images are not in containerd's store.");
        }

        var remote = new RemoteProject(project, await registry.PushBaseAsync(project.Engine, $"base-{project.Name}"));
        project.Variables["DOCKER_AUTH_CONFIG"] = registry.Settings();
        return remote;
    }

    /// <summary>Which BuildKit builds it.</summary>
    public RemoteProject On(string address, string? certPath = null)
    {
        Project.WithOptions(o => o with { Remote = new BuilderAddress(address) { CertPath = certPath } });
        return this;
    }

    /// <summary>Gives it lines after its <c>FROM</c>.</summary>
    public RemoteProject With(params string[] lines)
    {
        Project.WithAll([$"FROM {Base}", .. lines]);
        return this;
    }

    /// <summary>Builds where there is no engine, or beside the tests' engine.</summary>
    public async Task<ImageBuildOutcome> BuildAsync(bool hasEngine = false)
    {
        var connector = new BuilderConnector(Nowhere, Project.Host, new RecordingReport()) { Connected = hasEngine ? Project.Engine : null };
        await using var builder = await connector.ConnectAsync(Project.Options, TestContext.Current.CancellationToken);
        return await Project.BuildAsync(builder);
    }

    public ValueTask DisposeAsync() => Project.DisposeAsync();
}
