using Harpoon.Engine.Builds;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds;

[Trait("Tier", "Smoke")]
[Trait("Varies", "Daemon")]
public sealed class ImageCleanTests
{
    private readonly RecordingReport _report = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact]
    public async Task An_image_that_someone_runs_stays_and_so_does_the_container()
    {
        await using var project = await BuildProject.CreateAsync();
        var image = (await project.With("CMD sleep 60").BuildAsync()).ImageId;
        var containers = project.Engine.Containers;
        var running = await containers.CreateAsync(new ContainerSpec(image), Token);
        await containers.StartAsync(running.Id, Token);
        try
        {
            Assert.Equal(0, await CleanAsync(project));

            Assert.Equal("HRP3018", Assert.Single(_report.Warnings).Code);
            Assert.True((await containers.InspectAsync(running.Id, Token)).Running);
            Assert.NotNull(await project.FindAsync(image));
        }
        finally
        {
            await containers.RemoveAsync(running.Id, CancellationToken.None);
        }

        Assert.Equal(1, await CleanAsync(project));
    }

    [EngineFact(NotOnPodman = "refuses to remove an image that another is built on")]
    public async Task An_image_that_is_built_on_the_projects_stays()
    {
        await using var project = await BuildProject.CreateAsync();
        var image = (await project.With("ENV A=1").BuildAsync()).ImageId;
        await using var other = await BuildProject.CreateAsync();
        var derived = (await other.WithAll($"FROM {project.Name}", "ENV B=2").WithOptions(options => options with { ProjectLabel = project.Name }).BuildAsync()).ImageId;

        Assert.NotEqual(image, derived);
        await CleanAsync(project);

        Assert.NotNull(await project.FindAsync(derived));
        Assert.Contains(_report.Messages, message => message.Text.StartsWith("Kept ", StringComparison.Ordinal) && message.Text.Contains(other.Name, StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task What_the_same_project_builds_in_another_folder_stays()
    {
        await using var project = await BuildProject.CreateAsync();
        await using var elsewhere = await BuildProject.CreateAsync();
        elsewhere.WithOptions(options => options with { ProjectLabel = project.Name, Image = elsewhere.Name });
        var image = (await project.With("ENV A=1").BuildAsync()).ImageId;
        var there = (await elsewhere.With("ENV A=2").BuildAsync()).ImageId;

        Assert.Equal(1, await CleanAsync(project));

        Assert.Null(await project.FindAsync(image));
        Assert.NotNull(await project.FindAsync(there));
    }

    [EngineFact]
    public async Task The_name_that_someone_gave_the_projects_image_stays_and_the_projects_own_goes()
    {
        await using var project = await BuildProject.CreateAsync();
        var image = (await project.With("ENV A=1").BuildAsync()).ImageId;
        var own = new ImageReference($"{project.Name}-of-somebody", "1");
        await project.Engine.Images.TagAsync(image, own, Token);

        Assert.Equal(0, await CleanAsync(project));

        Assert.Equal(image, (await project.FindAsync(own.ToString()))?.Id);
        Assert.Null(await project.FindAsync(project.Name));
    }

    [EngineFact]
    public async Task Without_its_record_no_image_goes()
    {
        await using var project = await BuildProject.CreateAsync();
        var image = (await project.With("ENV A=1").BuildAsync()).ImageId;
        File.Delete(project.Path($"obj/harpoon/{project.Name}.images"));

        Assert.Equal(0, await CleanAsync(project));
        Assert.NotNull(await project.FindAsync(image));

        // A build that finds it up to date knows it again.
        await project.AssertUpToDateAsync();
        Assert.Equal(1, await CleanAsync(project));
    }

    private Task<int> CleanAsync(BuildProject project) =>
        ImageClean.ExecuteAsync(project.Name, project.Built, project.Engine, _report, Token);
}
