using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.References;

/// <summary>Builds on the images of other projects, by their ids, on each engine by each of its builders.</summary>
public sealed class ReferencedImageTests
{
    [EngineTheory]
    [ClassData(typeof(Builders))]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task Every_instruction_means_the_image_of_the_other_project_by_whichever_name(BuilderChoice builder)
    {
        await using var parent = await ImageProject.BaseAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        var built = await parent.BuildAsync();
        project.On(parent.As("base", built.ImageId), parent.As("tools:1.0", built.ImageId)).WithAll(
            "ARG PARENT=base",
            "FROM ${PARENT} AS first",
            "COPY --from=tools:1.0 /word /copied",
            "FROM --platform=linux/amd64 base",
            "COPY --from=first /copied /from-first",
            "COPY --from=base /word /again",
            Mount(builder, "RUN --mount=type=bind,from=tools:1.0,source=/word,target=/mounted", "cat /word /from-first /again /mounted"));

        var outcome = await project.BuildAsync();

        var words = builder == BuilderChoice.BuildKit ? 4 : 3;
        Assert.Equal(words, project.Output.Count(line => line == $"first {parent.Name}"));
        Assert.Empty(await project.HeldNamesAsync());
        AssertUsersWords(project);
        await using var saved = await project.Engine.Images.SaveAsync([outcome.Tags[0]], TestContext.Current.CancellationToken);
        using var copy = new MemoryStream();
        await saved.CopyToAsync(copy, TestContext.Current.CancellationToken);

        // Podman writes the name of what a build starts from into the image's history.
        Assert.Equal(EngineAvailability.IsPodman, (await SavedImage.UnpackAsync(copy.ToArray())).Holds(ImageProject.OwnNames));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task An_image_whose_name_another_build_took_is_still_the_one_built_on(BuilderChoice builder)
    {
        await using var parent = await ImageProject.BaseAsync(builder);
        await using var other = await ImageProject.BaseAsync(builder, "other");
        await using var project = await BuildProject.CreateAsync(builder);
        var built = await parent.BuildAsync();
        try
        {
            await other.TagAsync((await other.BuildAsync()).ImageId, parent.Name);
            project.On(parent.As("base", built.ImageId)).WithAll("FROM base", "RUN cat /word");

            await project.BuildAsync();

            Assert.Contains($"first {parent.Name}", project.Output);
            Assert.Equal([built.HeldName!], await parent.HeldNamesAsync());
        }
        finally
        {
            await other.RemoveAsync(parent.Name);
            foreach (var (made, name) in (await parent.HeldNamesAsync()).Select(name => (parent, name)).Concat((await other.HeldNamesAsync()).Select(name => (other, name))))
            {
                await made.RemoveAsync(name);
            }
        }
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task An_image_that_goes_while_it_is_built_on_is_built_on(BuilderChoice builder)
    {
        await using var parent = await ImageProject.BaseAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        var built = await parent.WithOptions(o => o with { Holds = false }).BuildAsync();
        project.On(parent.As("base", built.ImageId)).WithAll("FROM base", "RUN sleep 1; cat /word", "COPY --from=base /word /copied");

        // The name is given before the builder begins.
        var building = project.BuildAsync();
        while ((await project.HeldNamesAsync()).Count == 0 && !building.IsCompleted)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await parent.RemoveAsync(parent.Name);
        await building;

        Assert.Contains($"first {parent.Name}", project.Output);
        Assert.Empty(await project.HeldNamesAsync());
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task An_image_that_is_gone_is_an_error_at_its_item(BuilderChoice builder)
    {
        await using var parent = await ImageProject.BaseAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        var id = (await parent.WithOptions(o => o with { Holds = false }).BuildAsync()).ImageId;
        await parent.RemoveAsync(parent.Name);
        project.On(parent.As("base", id)).WithAll("FROM base", "RUN true");

        var error = await project.FailAsync();

        Assert.Equal(("HRP3304", new ItemReference("DockerNamedContext", "base")), (error.Code, error.Item));
        Assert.Contains(id, error.Text, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    [Trait("Tier", "Smoke")]
    public async Task A_failed_step_is_told_in_the_names_that_the_user_gave_and_leaves_none(BuilderChoice builder)
    {
        await using var parent = await ImageProject.BaseAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        var id = (await parent.WithOptions(o => o with { Holds = false }).BuildAsync()).ImageId;
        project.On(parent.As("base", id)).WithAll("FROM base", "COPY --from=base /no/such /");

        var error = await project.FailAsync();

        Assert.Equal(("HRP3006", 11), (error.Code, error.Location?.Line));
        Assert.Contains("COPY --from=base /no/such /", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ImageProject.OwnNames, error.Text, StringComparison.Ordinal);
        AssertUsersWords(project);
        Assert.Empty(await project.HeldNamesAsync());
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    [Trait("Tier", "Smoke")]
    public async Task A_build_that_is_stopped_leaves_no_name(BuilderChoice builder)
    {
        await using var parent = await ImageProject.BaseAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        var id = (await parent.WithOptions(o => o with { Holds = false }).BuildAsync()).ImageId;
        project.On(parent.As("base", id)).WithAll("FROM base", "RUN sleep 20");
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var building = project.BuildAsync(stopping.Token);
        while ((await project.HeldNamesAsync()).Count == 0 && !building.IsCompleted)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);
        Assert.Empty(await project.HeldNamesAsync());
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task It_is_up_to_date_until_an_image_that_it_is_on_changes_whatever_its_name_means(BuilderChoice builder)
    {
        await using var parent = await ImageProject.BaseAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        parent.WithOptions(o => o with { Holds = false });
        var first = await parent.BuildAsync();
        project.On(parent.As("base", first.ImageId)).WithAll("FROM base", "COPY --from=base /word /copied");
        await project.BuildAsync();
        await project.AssertUpToDateAsync();

        var second = await parent.WithFile("word", "second, and longer").BuildAsync();
        await project.On(parent.As("base", second.ImageId)).BuildAsync();

        Assert.Contains($"because the image of {parent.Path("Base.proj")} has changed", project.Said, StringComparison.Ordinal);
        await project.AssertUpToDateAsync();
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task Triggers_of_another_projects_image_run_in_each_that_is_on_it(BuilderChoice builder)
    {
        await using var parent = await ImageProject.BaseAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        parent.With("COPY word /word", "ONBUILD COPY triggered.txt /").WithOptions(o => o with { Holds = false });
        var id = (await parent.BuildAsync()).ImageId;
        project.On(parent.As("base", id)).WithFile("triggered.txt", $"one {project.Name}\n").WithAll("FROM base", "RUN cat /triggered.txt");
        await project.BuildAsync();
        Assert.Contains($"one {project.Name}", project.Output);

        await project.WithFile("triggered.txt", $"another {project.Name}\n").BuildAsync();

        Assert.Contains($"another {project.Name}", project.Output);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task Newest_bases_are_asked_for_without_asking_a_registry_for_another_projects_image(BuilderChoice builder)
    {
        await using var parent = await ImageProject.BaseAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        var id = (await parent.WithOptions(o => o with { Holds = false }).BuildAsync()).ImageId;
        project.On(parent.As("base", id)).WithAll("FROM base", "RUN cat /word").WithOptions(o => o with { Pull = true });

        await project.BuildAsync();

        Assert.Contains($"first {parent.Name}", project.Output);
    }

    [EngineFact]
    public async Task Two_projects_are_on_one_image_at_the_same_time_and_clean_removes_what_a_killed_build_left()
    {
        await using var parent = await ImageProject.BaseAsync(BuilderChoice.Auto);
        await using var one = await BuildProject.CreateAsync();
        await using var two = await BuildProject.CreateAsync();
        var id = (await parent.WithOptions(o => o with { Holds = false }).BuildAsync()).ImageId;
        BuildProject[] both = [one.WithAll("FROM base", "RUN cat /word"), two.WithAll("FROM base", "RUN sleep 1; cat /word", "COPY --from=base /word /copied")];

        await Task.WhenAll(both.Select(project => project.On(parent.As("base", id)).BuildAsync()));

        NonEmpty.All(both, project => Assert.Contains($"first {parent.Name}", project.Output));
        foreach (var project in both)
        {
            Assert.Empty(await project.HeldNamesAsync());
            await project.Engine.Images.TagAsync(id, HeldName.RepositoryOf(project.Name, project.Host), HeldName.TagOf(id), TestContext.Current.CancellationToken);
        }

        await HeldName.RemoveLeftoversAsync(one.Name, one.Engine, one.Host, one.Report, TestContext.Current.CancellationToken);

        Assert.Empty(await one.HeldNamesAsync());
        await two.RemoveAsync(Assert.Single(await two.HeldNamesAsync()));
    }

    private static string Mount(BuilderChoice builder, string mount, string command) =>
        builder == BuilderChoice.BuildKit ? $"{mount} {command}" : $"RUN {command.Replace(" /mounted", "", StringComparison.Ordinal)}";

    private static void AssertUsersWords(BuildProject project)
    {
        Assert.DoesNotContain(ImageProject.OwnNames, project.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(project.Output, line => line.Contains(ImageProject.OwnNames, StringComparison.Ordinal));
        Assert.DoesNotContain(project.Report.Warnings, warning => warning.Text.Contains(ImageProject.OwnNames, StringComparison.Ordinal));
    }
}
