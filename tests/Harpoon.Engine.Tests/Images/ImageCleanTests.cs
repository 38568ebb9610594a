using Harpoon.Engine.Engines;
using Harpoon.Engine.Images;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Images;

[Trait("Tier", "Smoke")]
public sealed class ImageCleanTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact]
    public async Task An_image_that_somebody_runs_stays_and_so_does_the_container()
    {
        await using var project = await BuildProject.CreateAsync();
        var image = (await project.With("CMD sleep 60").BuildAsync()).ImageId;
        var containers = project.Engine.Containers;
        var running = await containers.CreateAsync(new ContainerSpec(image), Token);
        await containers.StartAsync(running.Id, Token);
        var report = new RecordingReport();
        try
        {
            Assert.Equal(0, await ImageClean.ExecuteAsync(project.Name, project.Engine, report, Token));

            Assert.Equal("HRP3018", Assert.Single(report.Warnings).Code);
            Assert.True((await containers.InspectAsync(running.Id, Token)).Running);
            Assert.NotNull(await project.FindAsync(image));
        }
        finally
        {
            await containers.RemoveAsync(running.Id, CancellationToken.None);
        }

        Assert.Equal(1, await ImageClean.ExecuteAsync(project.Name, project.Engine, new RecordingReport(), Token));
    }
}
