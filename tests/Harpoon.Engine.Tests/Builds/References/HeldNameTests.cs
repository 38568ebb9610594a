using Harpoon.Engine.Client.Calls;
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_image_that_is_up_to_date_is_held_where_it_would_go_with_its_last_name(bool isContainerd)
    {
        using var project = new FakeProject();
        var engine = new FakeEngine { WhileBuilding = engine => Store(engine, isContainerd) };
        await project.BuildAsync(engine);
        project.Options = project.Options with { Holds = true };

        var outcome = await project.BuildAsync(engine);

        Assert.True(outcome.UpToDate);
        Assert.Equal(isContainerd, outcome.HeldName is not null);
        Assert.Equal(outcome.HeldName, engine.Known.Keys.SingleOrDefault(name => name.StartsWith(ImageProject.OwnNames, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_image_that_goes_before_it_is_held_is_built_again()
    {
        using var project = new FakeProject();
        var engine = new FakeEngine { WhileBuilding = engine => Store(engine, isContainerd: true) };
        await project.BuildAsync(engine);
        project.Options = project.Options with { Holds = true };
        engine.BeforeTagAnswer = _ =>
        {
            engine.BeforeTagAnswer = _ => Task.CompletedTask;
            engine.Known.Remove("app:latest");
            throw new EngineRefusedException("POST /images/sha256:built/tag", 404, "No such image");
        };

        var outcome = await project.BuildAsync(engine);

        Assert.False(outcome.UpToDate);
        Assert.NotNull(outcome.HeldName);
    }

    /// <summary>With containerd's store an image's id is a digest of its name.</summary>
    private static void Store(FakeEngine engine, bool isContainerd) =>
        engine.Known["app:latest"] = engine.Known["sha256:built"] = engine.Known["sha256:built"] with { Digests = isContainerd ? ["app@sha256:built"] : [] };

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
