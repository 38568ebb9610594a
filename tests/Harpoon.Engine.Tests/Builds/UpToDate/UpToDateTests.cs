using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.UpToDate;

/// <summary>A build is skipped when it would make what is there, and never otherwise, whichever builder builds.</summary>
public abstract class UpToDateTests(BuilderChoice builder)
{
    [EngineFact]
    public async Task An_unchanged_image_is_not_built_again()
    {
        await using var project = await ProjectAsync();

        var outcome = await project.AssertUpToDateAsync();

        Assert.Empty(project.Output);
        Assert.Equal((await project.FindAsync(project.Name))?.Id, outcome.ImageId);
    }

    [EngineFact]
    public Task A_changed_file_builds_again() => ChangeBuildsAsync(project => project.WithFile("a.txt", "b"));

    [EngineFact]
    public Task A_changed_mode_builds_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        return ChangeBuildsAsync(project =>
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(project.Path("a.txt"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        });
    }

    [EngineFact]
    public Task An_added_file_builds_again() => ChangeBuildsAsync(project => project.WithFile("dir/b.txt", ""));

    [EngineFact]
    public Task A_deleted_file_builds_again() => ChangeBuildsAsync(project => File.Delete(project.Path("dir/c.txt")));

    [EngineFact]
    public Task An_edit_of_the_same_size_with_its_old_time_builds_again() => ChangeBuildsAsync(project =>
    {
        var time = File.GetLastWriteTimeUtc(project.Path("a.txt"));
        File.WriteAllText(project.Path("a.txt"), "z");
        File.SetLastWriteTimeUtc(project.Path("a.txt"), time);
    });

    [EngineFact]
    public Task A_changed_line_builds_again() => ChangeBuildsAsync(project => project.With("COPY . /all", "ARG V", "CMD other"));

    [EngineFact]
    public Task A_changed_argument_builds_again() => ChangeBuildsAsync(project =>
        project.WithOptions(o => o with { Arguments = [new("V", "2")] }));

    [EngineFact]
    public Task A_changed_label_builds_again() => ChangeBuildsAsync(project =>
        project.WithOptions(o => o with { Labels = new Dictionary<string, string> { ["x"] = "y" } }));

    [EngineFact]
    public Task One_more_tag_builds_again() => ChangeBuildsAsync(project => project.WithOptions(o => o with { Tags = "latest;more" }));

    [EngineFact]
    public Task A_changed_dockerignore_builds_again() => ChangeBuildsAsync(project => project.WithFile(".dockerignore", "dir"));

    [EngineFact]
    public async Task A_variable_that_an_argument_takes_builds_again()
    {
        await using var project = await ProjectAsync(o => o with { Arguments = [new("V")] });
        await project.AssertUpToDateAsync();

        project.Variables["V"] = "now set";

        Assert.False((await project.BuildAsync()).UpToDate);
    }

    [EngineTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Some_properties_build_always(bool always)
    {
        await using var project = await ProjectAsync(o => o with { Always = always, NoCache = !always });

        Assert.False((await project.BuildAsync()).UpToDate);
        Assert.NotEmpty(project.Output);
    }

    [EngineFact]
    public async Task Pulling_asks_the_registry_each_time()
    {
        await using var basis = await BuildProject.CreateAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        var reference = $"localhost:1/{project.Name}:base";
        var image = await basis.BuildBaseAsync();
        await project.Engine.Images.TagAsync(image, ImageReference.Parse(reference), TestContext.Current.CancellationToken);
        await project.WithAll($"FROM {reference}", "CMD x").BuildAsync();
        await project.AssertUpToDateAsync();

        project.WithOptions(o => o with { Pull = true });

        // There is none, which only a build can find out.
        Assert.Contains("localhost:1", (await project.FailAsync()).Text, StringComparison.Ordinal);
        await project.Engine.Images.RemoveAsync(reference, force: false, TestContext.Current.CancellationToken);
    }

    [EngineFact]
    public async Task A_removed_tag_builds_again()
    {
        await using var project = await ProjectAsync(o => o with { Tags = "1;2" });
        await project.Engine.Images.RemoveAsync($"{project.Name}:2", force: false, TestContext.Current.CancellationToken);

        Assert.False((await project.BuildAsync()).UpToDate);
        Assert.NotNull(await project.FindAsync($"{project.Name}:2"));
        await project.AssertUpToDateAsync();
    }

    [EngineFact]
    public async Task A_tag_that_went_to_another_image_builds_again()
    {
        await using var project = await ProjectAsync();
        await project.Engine.Images.TagAsync(TestImages.Base, new(project.Name, "latest"), TestContext.Current.CancellationToken);

        Assert.False((await project.BuildAsync()).UpToDate);
    }

    [EngineFact]
    public async Task A_base_image_that_is_another_now_builds_again()
    {
        await using var other = await BuildProject.CreateAsync(builder);
        var newer = await other.With("RUN echo newer > /newer").BuildAsync();
        await using var basis = await BuildProject.CreateAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        var (image, reference) = (project.Engine.Images, $"{project.Name}-base:1");
        await image.TagAsync(await basis.BuildBaseAsync(), new(project.Name + "-base", "1"), TestContext.Current.CancellationToken);
        project.WithAll($"FROM {TestImages.Base}", $"COPY --from={reference} /bin/sh /sh");
        await project.BuildAsync();
        await project.AssertUpToDateAsync();

        await image.TagAsync(newer.ImageId, new(project.Name + "-base", "1"), TestContext.Current.CancellationToken);

        Assert.False((await project.BuildAsync()).UpToDate);
        await image.RemoveAsync(reference, force: false, TestContext.Current.CancellationToken);
    }

    [EngineFact]
    public async Task A_base_image_with_triggers_builds_always_and_gets_its_context()
    {
        await using var parent = await BuildProject.CreateAsync(builder);
        await parent.With("ONBUILD COPY a.txt /triggered", "ONBUILD RUN cat /triggered").BuildAsync();
        await using var project = await BuildProject.CreateAsync(builder);
        project.WithAll($"FROM {parent.Name}").WithFile("a.txt", $"triggered by {parent.Name}\n");
        await project.BuildAsync();
        Assert.Contains($"triggered by {parent.Name}", project.Output);

        Assert.False((await project.BuildAsync()).UpToDate);
    }

    [EngineFact]
    public async Task What_no_instruction_reaches_is_no_input()
    {
        await using var project = await ProjectAsync();
        await project.With("COPY a.txt dir/*.txt /x/").BuildAsync();
        await project.WithFile("other", "1").WithFile("dir/d.md", "2").AssertUpToDateAsync();

        Assert.False((await project.WithFile("dir/new.txt", "3").BuildAsync()).UpToDate);
        Assert.Contains(project.Report.Messages, message => message.Text.EndsWith("because dir/new.txt has changed in its context.", StringComparison.Ordinal));
        Assert.False((await project.WithFile("a.txt", "4").BuildAsync()).UpToDate);
        await project.WithFile("other", "5").AssertUpToDateAsync();
    }

    [EngineFact]
    public async Task What_lies_behind_a_link_that_is_copied_is_an_input()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        await using var project = await ProjectAsync();
        File.CreateSymbolicLink(project.Path("link"), "dir");
        await project.With("COPY link/c.txt /x/").BuildAsync();
        await project.AssertUpToDateAsync();

        Assert.False((await project.WithFile("dir/c.txt", "another").BuildAsync()).UpToDate);
    }

    [EngineFact]
    public async Task A_log_that_grows_while_its_image_is_built_fails_nothing_and_is_said_once()
    {
        await using var project = await ProjectAsync();
        using var log = new StreamWriter(new FileStream(project.Path("build.log"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        await log.WriteAsync("start\n");
        const string Grown = "build.log changed while ";

        await project.BuildAsync(text => log.Write($"{text}\n"));
        Assert.Contains(project.Report.Messages, message => message.Level == MessageLevel.High && message.Text.StartsWith(Grown, StringComparison.Ordinal));

        await project.BuildAsync(text => log.Write($"{text}\n"));
        Assert.DoesNotContain(project.Report.Messages, message => message.Level == MessageLevel.High && message.Text.StartsWith(Grown, StringComparison.Ordinal));
        Assert.Contains(project.Report.Messages, message => message.Text.EndsWith("because build.log changed while it was built last.", StringComparison.Ordinal));

        await project.With("COPY a.txt /").BuildAsync(text => log.Write($"{text}\n"));
        Assert.True((await project.BuildAsync(text => log.Write($"{text}\n"))).UpToDate, project.Said);
    }

    [EngineFact]
    public async Task A_trigger_of_the_same_Dockerfile_gets_its_context()
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.WithAll($"FROM {TestImages.Base} AS parent", "ONBUILD COPY a.txt /c/", "FROM parent", "RUN cat /c/a.txt").WithFile("a.txt", $"content of {project.Name}\n");

        await project.BuildAsync();

        Assert.Contains(project.Output, line => line.Contains($"content of {project.Name}", StringComparison.Ordinal));
        await project.AssertUpToDateAsync();
        project.WithFile("a.txt", "changed");
        Assert.False((await project.BuildAsync()).UpToDate);
    }

    [EngineTheory]
    [InlineData("ONBUILD COPY --from=IMAGE /bin/sh /sh", "FROM parent")]
    [InlineData("ONBUILD COPY --from=\"IMAGE\" /bin/sh /sh", "FROM ${P:-parent}")]
    [InlineData("RUN true", "RUN --mount=From=IMAGE,target=/m true")]
    [InlineData("RUN true", "FROM TAGGED${TARGETARCH}")]
    [InlineData("RUN true", "FROM TAGGED${V%.*}")]
    [InlineData("RUN true", "FROM TAGGED${V/.2/}")]
    public async Task An_image_is_found_however_it_is_named(string first, string last)
    {
        await using var basis = await BuildProject.CreateAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        var engine = await project.Engine.PingAsync(TestContext.Current.CancellationToken);
        var isOld = builder == BuilderChoice.Classic || engine.ApiVersion < new Version(1, 46);
        Assert.SkipWhen(isOld && last.Contains("${V", StringComparison.Ordinal), "The engine does not know this operator.");
        Assert.SkipWhen(
            builder == BuilderChoice.Classic && (last.Contains("ARCH", StringComparison.Ordinal) || last.StartsWith("RUN", StringComparison.Ordinal)),
            "The classic builder does not know it.");
        Assert.SkipWhen(isOld && builder == BuilderChoice.BuildKit && first.StartsWith("ONBUILD", StringComparison.Ordinal), "This BuildKit has no images for triggers.");
        var tag = last.Contains("ARCH", StringComparison.Ordinal) ? (await EnginePlatform.AskAsync(project.Engine, TestContext.Current.CancellationToken))!.Architecture : "3";
        var (name, images) = ($"{project.Name}-named", project.Engine.Images);
        var image = await basis.BuildBaseAsync();
        await images.TagAsync(image, new(name, "latest"), TestContext.Current.CancellationToken);
        await images.TagAsync(image, new(name, tag), TestContext.Current.CancellationToken);
        string Put(string line) => line.Replace("IMAGE", $"{name}:{tag}", StringComparison.Ordinal).Replace("TAGGED", $"{name}:", StringComparison.Ordinal);
        project.WithAll("ARG V=3.2", $"FROM {TestImages.Base} AS parent", Put(first), Put(last));
        await project.BuildAsync();
        await project.AssertUpToDateAsync();

        await using var other = await BuildProject.CreateAsync(builder);
        var newer = await other.With("RUN echo newer > /newer").BuildAsync();
        await images.TagAsync(newer.ImageId, new(name, tag), TestContext.Current.CancellationToken);

        Assert.False((await project.BuildAsync()).UpToDate);
        await images.RemoveAsync($"{name}:{tag}", force: false, TestContext.Current.CancellationToken);
        await images.RemoveAsync($"{name}:latest", force: false, TestContext.Current.CancellationToken);
    }

    [EngineFact]
    public async Task Nothing_secret_is_in_the_stamp()
    {
        await using var project = await ProjectAsync(o => o with { Arguments = [new("V", "the-value-of-v")] });

        var stamp = await File.ReadAllBytesAsync(project.Path($"obj/harpoon/{project.Name}-latest.stamp"), TestContext.Current.CancellationToken);

        Assert.Equal(-1, stamp.AsSpan().IndexOf("the-value-of-v"u8));
        Assert.True(stamp.AsSpan().IndexOf("sha256:"u8) > 0);
    }

    private async Task<BuildProject> ProjectAsync(Func<ImageBuildOptions, ImageBuildOptions>? options = null)
    {
        var project = await BuildProject.CreateAsync(builder);
        project.With("COPY . /all", "ARG V").WithFile("a.txt", "a").WithFile("dir/c.txt", "c");
        await project.WithOptions(options ?? (o => o)).BuildAsync();
        return project;
    }

    private async Task ChangeBuildsAsync(Action<BuildProject> change)
    {
        await using var project = await ProjectAsync();
        await project.AssertUpToDateAsync();

        change(project);

        Assert.False((await project.BuildAsync()).UpToDate);
        await project.AssertUpToDateAsync();
    }
}
