using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds;

[Trait("Tier", "Smoke")]
public sealed class ImageBuildEndingTests
{
    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_failed_step_is_an_error_at_its_line_with_what_it_wrote_last(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN echo fine", "RUN for i in $(seq 30); do echo line $i; done; echo oops >&2; exit 7", "RUN echo never");

        var error = await project.FailAsync();

        Assert.Equal("HRP3006", error.Code);
        Assert.Equal(new SourceLocation(project.Path("p.csproj"), 12, 5), error.Location);
        Assert.Contains("exited with code 7", error.Text, StringComparison.Ordinal);
        Assert.Contains("oops", error.Text, StringComparison.Ordinal);
        Assert.Contains("line 30", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("line 5\n", error.Text, StringComparison.Ordinal);
        Assert.Null(await project.FindAsync(project.Name));
        await NoContainerRanAsync(project, "oops");
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_file_that_is_not_in_the_context_is_an_error_at_its_line(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN true", "COPY no-such-file /");

        var error = await project.FailAsync();

        Assert.Equal(("HRP3006", 12), (error.Code, error.Location?.Line));
        Assert.Contains("no-such-file", error.Text, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_base_image_that_is_nowhere_is_an_error_at_its_line(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.WithAll("FROM localhost:1/no/such:image", "CMD x");

        var error = await project.FailAsync();

        var code = builder == BuilderChoice.BuildKit ? "HRP3030" : "HRP3006";
        Assert.Equal((code, 10), (error.Code, error.Location?.Line));
    }

    [EngineFact(NotOnPodman = PodmanLacks.ClassicBuilder)]
    public async Task What_the_classic_builder_lacks_is_refused_at_each_line_before_anything_is_sent()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.Classic);
        project.With("RUN --mount=type=cache,target=/c true", "COPY --chmod=755 a /");

        var error = await Assert.ThrowsAsync<HarpoonException>(project.BuildAsync);

        Assert.Equal([("HRP3010", 11), ("HRP3010", 12)], error.Diagnostics.Select(d => (d.Code, d.Location!.Line)));
        Assert.Empty(project.Output);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_wrong_line_is_an_error_at_its_place(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN true", "HEALTHCHECK --no-such=1 CMD true");

        var error = await project.FailAsync();

        // Docker reads all lines before it does one, Podman each when its turn comes.
        Assert.Equal((EngineAvailability.IsPodman ? "HRP3006" : "HRP3007", 12), (error.Code, error.Location?.Line));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_failed_step_of_an_earlier_stage_is_at_its_line(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.WithAll(
            $"FROM {TestImages.Base} AS tools", "ENV A=1", "RUN true", $"RUN echo {project.Name}; exit 4", $"FROM {TestImages.Base}", "COPY --from=tools /bin/sh /x");

        var error = await project.FailAsync();

        Assert.Equal(("HRP3006", 13), (error.Code, error.Location?.Line));
        Assert.Contains($"\n  {project.Name}", error.Text, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_file_that_can_not_be_read_is_named_with_its_path_here(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("COPY . /").WithFile("locked.txt", project.Name);
        var path = project.Path("locked.txt");

        var error = await project.FailAsync(whenItStarts: () => File.Delete(path));

        Assert.Equal("HRP2105", error.Code);
        Assert.Contains(path, error.Text, StringComparison.Ordinal);
    }

    [EngineTheory(NotOnPodman = "goes on with the step that runs when a build is cancelled")]
    [ClassData(typeof(Builders))]
    public async Task A_cancelled_build_ends_in_the_engine_too_and_leaves_no_container(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With($"RUN echo started; sleep 600; echo {project.Name}");
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var building = project.BuildAsync(cancelling.Token);
        while (!project.Output.Contains("started"))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.SkipUnless(EngineProcesses.Exist(project.Name), "The engine's processes are not of this machine.");
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);

        // Docker 23 and newer answer first, and remove the step's container then.
        while (EngineProcesses.Exist(project.Name) || (await ContainersAsync(project)).Contains(project.Name, StringComparison.Ordinal))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Null(await project.FindAsync(project.Name));
        Assert.False(File.Exists(project.Path($"obj/harpoon/{project.Name}-latest.stamp")));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_build_that_is_cancelled_before_it_starts_sends_nothing(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN true");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => project.BuildAsync(new CancellationToken(canceled: true)));

        Assert.Empty(project.Output);
    }

    private static async Task NoContainerRanAsync(BuildProject project, string commandPart) =>
        Assert.DoesNotContain(commandPart, await ContainersAsync(project), StringComparison.Ordinal);

    /// <summary>The engine lists a container's command, so that each test finds its own.</summary>
    private static Task<string> ContainersAsync(BuildProject project) =>
        project.Engine.GetTextAsync("containers/json?all=1", TestContext.Current.CancellationToken);
}
