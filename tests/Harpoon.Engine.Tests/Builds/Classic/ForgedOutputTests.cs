using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Classic;

/// <summary>Steps that write what the classic builder itself writes.</summary>
public sealed class ForgedOutputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineTheory(NotOnPodman = PodmanLacks.ClassicBuilder)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_container_that_a_step_names_as_its_own_is_left_alone(bool cancels)
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.Classic);
        var containers = project.Engine.Containers;
        var victim = await containers.CreateAsync(new ContainerSpec(TestImages.Base) { Name = project.Name, Command = ["sleep", "600"] }, Token);
        try
        {
            await containers.StartAsync(victim.Id, Token);
            var forged = $"echo ' ---> Running in {project.Name}'; echo ' ---> Running in {victim.Id[..12]}'; echo started";
            project.With(cancels ? $"RUN {forged}; sleep 600" : $"RUN {forged}; exit 1");

            await EndAsync(project, cancels);

            Assert.True((await containers.InspectAsync(victim.Id, Token)).Running);
        }
        finally
        {
            await containers.RemoveAsync(victim.Id, CancellationToken.None);
        }
    }

    [EngineFact(NotOnPodman = PodmanLacks.ClassicBuilder)]
    public async Task An_image_that_a_step_names_as_what_was_built_is_not_taken_for_it()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.Classic);
        var other = (await project.FindAsync(TestImages.Base))!.Id;

        var outcome = await project.With($"RUN echo 'Successfully built {other[7..19]}'").BuildAsync();

        Assert.NotEqual(other, outcome.ImageId);
        Assert.Equal((await project.FindAsync(project.Name))!.Id, outcome.ImageId);
    }

    private static async Task EndAsync(BuildProject project, bool cancels)
    {
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var building = project.BuildAsync(cancelling.Token);
        while (cancels && !project.Output.Contains("started"))
        {
            await Task.Delay(20, Token);
        }

        await (cancels ? cancelling.CancelAsync() : Task.CompletedTask);
        if (cancels)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);
            return;
        }

        Assert.Equal("HRP3006", Assert.Single((await Assert.ThrowsAnyAsync<HarpoonException>(() => building)).Diagnostics).Code);
    }
}
