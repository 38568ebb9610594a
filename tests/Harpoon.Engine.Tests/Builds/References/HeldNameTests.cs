using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Contexts;

namespace Harpoon.Engine.Tests.Builds.References;

/// <summary>The names that hold images while a build needs them, on an engine that answers when a test says.</summary>
public sealed class HeldNameTests
{
    [Fact]
    public async Task A_cancelled_build_takes_away_the_name_that_the_engine_was_giving()
    {
        using var project = new FakeProject();
        project.Options = project.Options with
        {
            Lines = [new DockerfileLine("FROM parent")],
            NamedContexts = [new NamedContext("parent", project.Path("Parent.proj")) { IsProject = true, ImageId = "sha256:base" }],
        };
        await AssertNoNameIsLeftAsync(project);
    }

    [Fact]
    public async Task A_cancelled_build_takes_away_the_name_that_its_own_image_was_given()
    {
        using var project = new FakeProject();
        project.Options = project.Options with { Holds = true };
        await AssertNoNameIsLeftAsync(project);
    }

    private static async Task AssertNoNameIsLeftAsync(FakeProject project)
    {
        using var stopping = new CancellationTokenSource();
        var engine = new FakeEngine
        {
            BeforeTagAnswer = async token =>
            {
                await stopping.CancelAsync();
                await Task.Delay(1, token);
            },
        };
        engine.Known["sha256:base"] = engine.Known["base"];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => project.BuildUntilAsync(engine, stopping.Token));

        Assert.True(stopping.IsCancellationRequested);
        Assert.DoesNotContain(engine.Known.Keys, name => name.StartsWith(ImageProject.OwnNames, StringComparison.Ordinal));
    }
}
