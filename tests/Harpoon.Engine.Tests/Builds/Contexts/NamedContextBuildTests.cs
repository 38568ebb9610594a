using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Contexts;

/// <summary>Named contexts that are folders and images, on each engine by each of its builders.</summary>
[Trait("Tier", "Smoke")]
[Trait("Varies", "Daemon")]
public sealed class NamedContextBuildTests
{
    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_folder_is_copied_from_without_what_its_own_ignore_file_leaves_out(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        project.WithFile("shared/certs/a.pem", project.Name + "\n").WithFile("shared/skipped.txt", "").WithFile("shared/.dockerignore", "skipped.*\n").WithFile("kept.txt", "mine");
        project.WithFile("skipped.own", "").With("COPY --from=shared . /shared/", "COPY --from=shared certs/*.pem /certs/", "COPY kept.txt skipped.own /own/", "RUN cat /certs/a.pem && find /shared /own -type f | sort");

        await project.BuildAsync();

        Assert.Contains(project.Name, project.Output);
        Assert.Equal(
            ["/own/kept.txt", "/own/skipped.own", "/shared/.dockerignore", "/shared/certs/a.pem"],
            project.Output.Where(line => line.StartsWith("/own/", StringComparison.Ordinal) || line.StartsWith("/shared/", StringComparison.Ordinal)));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_folder_is_what_a_stage_starts_from(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        project.WithFile("shared/a.txt", "a").WithAll("FROM shared AS files", "COPY b.txt /", $"FROM {TestImages.Base}", "COPY --from=files / /files/", "RUN cd /files && cat a.txt b.txt")
            .WithFile("b.txt", $"b {project.Name}\n");

        await project.BuildAsync();

        Assert.Contains($"ab {project.Name}", project.Output);
        Assert.Contains("The named context shared", project.Said, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task An_image_takes_the_place_of_another_and_the_log_says_so(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        project.WithAll("FROM no.example.com/such/image:1", "COPY --from=tools bin/busybox /copied", "RUN test -f /copied && echo built")
            .WithOptions(o => o with { NamedContexts = [Image("no.example.com/such/image:1"), Image("tools")] });

        await project.BuildAsync();

        Assert.Contains("built", project.Output);
        Assert.Contains("replaces the image no.example.com/such/image:1 in line 1 of the Dockerfile", project.Said, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_context_takes_the_place_of_a_whole_stage(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        project.WithFile("shared/out.txt", $"from the folder {project.Name}\n")
            .WithAll($"FROM {TestImages.Base} AS shared", "RUN false", $"FROM {TestImages.Base}", "COPY --from=shared out.txt /", "RUN cat /out.txt");

        await project.BuildAsync();

        Assert.Contains($"from the folder {project.Name}", project.Output);
        Assert.Contains("replaces the stage shared in line 1 of the Dockerfile", project.Said, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_file_of_a_folder_counts_for_the_skip_and_an_ignored_one_does_not(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        project.WithFile("shared/a.txt", "1").WithFile("shared/.dockerignore", "b.txt\n").WithFile("shared/b.txt", "1").With("COPY --from=shared a.txt /");
        var first = await project.BuildAsync();

        await project.AssertUpToDateAsync();
        project.WithFile("shared/b.txt", "22");
        await project.AssertUpToDateAsync();
        project.WithFile("shared/a.txt", "22");
        var second = await project.BuildAsync();

        Assert.False(second.UpToDate);
        Assert.NotEqual(first.ImageId, second.ImageId);
        Assert.Contains("a.txt has changed in its named context shared", project.Said, StringComparison.Ordinal);
        await project.AssertUpToDateAsync();
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task An_image_that_moves_builds_again(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        await using var other = await BuildProject.CreateAsync(builder);
        var id = await other.BuildBaseAsync();
        await project.Engine.Images.TagAsync(TestImages.Base, $"{other.Name}-moving", "1", TestContext.Current.CancellationToken);
        try
        {
            project.With("COPY --from=tools bin/busybox /copied").WithOptions(o => o with { NamedContexts = [new("tools", $"docker-image://{other.Name}-moving:1")] });
            await project.BuildAsync();
            await project.AssertUpToDateAsync();

            await project.Engine.Images.TagAsync(id, $"{other.Name}-moving", "1", TestContext.Current.CancellationToken);

            Assert.False((await project.BuildAsync()).UpToDate);
        }
        finally
        {
            await project.Engine.Images.RemoveAsync($"{other.Name}-moving:1", force: true, CancellationToken.None);
        }
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task What_fails_is_at_the_line_that_the_user_wrote_and_in_the_users_words(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        project.WithFile("shared/a.txt", "").WithAll("FROM shared AS files", $"FROM {TestImages.Base}", "COPY --from=shared a.txt /", "COPY --from=shared missing.txt /", "COPY --from=files a.txt /b.txt");

        var error = await project.FailAsync();

        Assert.Equal(("HRP3006", project.Path("p.csproj"), 13), (error.Code, error.Location!.File, error.Location.Line));
        Assert.Contains("COPY --from=shared missing.txt /", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("harpoon-context", error.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_classic_builder_leaves_no_image_of_a_folder_behind()
    {
        await using var project = await ProjectAsync(BuilderChoice.Classic);
        project.WithFile("shared/a.txt", project.Name).With("COPY --from=shared a.txt /");

        await project.BuildAsync();
        project.WithFile("shared/a.txt", $"again {project.Name}").With("COPY --from=shared missing /");
        await project.FailAsync();

        Assert.DoesNotContain(await project.Engine.Images.ListAsync($"harpoon.project={project.Name}", TestContext.Current.CancellationToken), image =>
            image.Tags.Any(tag => tag.Contains("harpoon-context", StringComparison.Ordinal)));
    }

    [EngineFact]
    public async Task A_named_Dockerfile_is_not_changed_where_it_is_copied()
    {
        await using var project = await ProjectAsync(BuilderChoice.Classic);
        project.WithFile("shared/a.txt", "").WithFile("Dockerfile", $"FROM {TestImages.Base}\nCOPY --from=shared a.txt /\nCOPY . /all/\nRUN grep -c '^COPY --from=shared' /all/Dockerfile && find /all -name '.harpoon*' # {project.Name}\n");

        await project.BuildAsync();

        Assert.Contains("1", project.Output);
        Assert.DoesNotContain(project.Output, line => line.StartsWith("/all", StringComparison.Ordinal));
    }

    private static NamedContext Image(string name) => new(name, $"docker-image://{TestImages.Base}");

    private static async Task<BuildProject> ProjectAsync(BuilderChoice builder)
    {
        var project = await BuildProject.CreateAsync(builder);
        Assert.SkipWhen(builder == BuilderChoice.BuildKit && !project.Engine.Capabilities.KnowsNamedContexts, "This engine's BuildKit knows no named contexts.");
        return project.WithOptions(o => o with { NamedContexts = [new("shared", "shared")] });
    }
}
