using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Context;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Failures;

/// <summary>What a build says of a file that a step copies and that the context lacks, by each builder.</summary>
public sealed class MissingSourceTests
{
    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task The_contexts_folder_and_a_file_of_nearly_that_name_are_reported(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.WithFile("settings.json", "{}").With("COPY setings.json /");

        var error = await project.FailAsync();

        Assert.EndsWith($"The build context is {project.Path("")}. Did you mean settings.json?", error.Text, StringComparison.Ordinal);
        Assert.Equal(11, error.Location?.Line);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task Where_it_was_looked_for_is_reported_wildcards_that_match_nothing_too(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("COPY *.nothing /x/", "CMD x");

        // BuildKit takes them for no file.
        if (builder == BuilderChoice.BuildKit)
        {
            Assert.False((await project.BuildAsync()).UpToDate);
            return;
        }

        Assert.EndsWith($"The build context is {project.Path("")}.", (await project.FailAsync()).Text, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_file_that_is_left_out_is_reported_with_what_leaves_it_out(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.WithFile("bin/a.txt", "").WithFile(".dockerignore", "bin\n").With("COPY bin/a.txt /");

        var error = await project.FailAsync();

        // Some builders name the folder.
        Assert.Matches($"bin(/a[.]txt)? exists, but {project.Path(".dockerignore")} excludes it[.]$", error.Text);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_file_that_a_folder_lacks_is_not_blamed_on_the_ignore_file(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.WithFile("src/settings.json", "{}").WithFile(".dockerignore", "bin\n").With("COPY src/setings.json /");

        Assert.EndsWith($"The build context is {project.Path("")}. Did you mean src/settings.json?", (await project.FailAsync()).Text, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_file_that_is_left_out_by_name_is_reported_too(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.WithFile("secret.txt", "").WithFile(".dockerignore", "secret.txt\n").With("COPY secret.txt /");

        Assert.EndsWith($"secret.txt exists, but {project.Path(".dockerignore")} excludes it.", (await project.FailAsync()).Text, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task App_is_what_DockerPublishApp_makes(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("COPY app /app");

        Assert.EndsWith("app contains the published application if DockerPublishApp is true.", (await project.FailAsync()).Text, StringComparison.Ordinal);

        project.WithFile("published/a.dll", "").With("COPY app/b.dll /app/").WithOptions(o => o with { ContextFiles = [new ContextFile(project.Path("published"), "app")] });
        Assert.EndsWith("app is the published application (DockerPublishApp), and does not contain app/b.dll.", (await project.FailAsync()).Text, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_file_that_an_image_lacks_has_nothing_to_do_with_the_context(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.WithAll($"FROM {TestImages.Base} AS tools", $"FROM {TestImages.Base}", "COPY --from=tools /no/such /x");

        Assert.DoesNotContain("The build context is", (await project.FailAsync()).Text, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_base_image_that_is_nowhere_is_reported_with_what_the_engine_has_of_that_name(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        await project.Engine.Images.TagAsync(TestImages.Base, new(project.Name, "known"), TestContext.Current.CancellationToken);
        project.WithAll($"FROM localhost:1/{project.Name}:other", "CMD x");

        var error = await project.FailAsync();

        Assert.EndsWith(
            $"The engine can't reach the registry localhost:1: check its name, the network, and the engine's proxy settings. The engine has an image of that name from another registry: {project.Name}:known.",
            error.Text,
            StringComparison.Ordinal);
        await project.Engine.Images.RemoveAsync($"{project.Name}:known", force: false, TestContext.Current.CancellationToken);
    }
}
