using System.Formats.Tar;
using System.IO.Compression;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Exporting;

/// <summary>A build with an output writes it, and makes no image.</summary>
[Trait("Tier", "Smoke")]
public sealed class OutputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_folder_has_the_files_of_the_result_and_the_engine_no_image()
    {
        await using var project = await CreateAsync("out");

        var outcome = await project.BuildAsync();

        Assert.Equal(("", project.Path("out"), false), (outcome.ImageId, outcome.Output, outcome.UpToDate));
        Assert.Equal("built", (await File.ReadAllTextAsync(project.Path("out/sub/made"), Token)).Trim());
        Assert.Equal("from the context", await File.ReadAllTextAsync(project.Path("out/copied"), Token));
        Assert.Equal("sub/made", new FileInfo(project.Path("out/link")).LinkTarget);
        Assert.Equal(["copied", "link", "sub"], Names(project.Path("out")));
        Assert.Null(await project.FindAsync(project.Name));
        Assert.Empty(await project.Engine.Images.ListAsync($"harpoon.project={project.Name}", Token));
        Assert.Contains($"Wrote {project.Path("out")}: ", project.Said, StringComparison.Ordinal);
    }

    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [InlineData("type=tar,dest=out.tar")]
    [InlineData("type=tar")]
    public async Task A_tar_has_the_same_and_is_compressed_where_its_name_says_so(string output)
    {
        await using var project = await CreateAsync(output);
        project.WithOptions(o => o with { Archive = "named.tgz" });

        var outcome = await project.BuildAsync();

        var names = new List<string>();
        var file = File.OpenRead(outcome.Output!);
        await using var tar = new TarReader(outcome.Output!.EndsWith(".tgz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (await tar.GetNextEntryAsync(cancellationToken: Token) is { } entry)
        {
            names.Add(entry.Name.TrimEnd('/'));
        }

        Assert.Equal(["copied", "link", "sub", "sub/made"], names.Order(StringComparer.Ordinal));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task It_is_written_again_only_if_something_changed()
    {
        await using var project = await CreateAsync("out");
        await project.BuildAsync();
        await project.AssertUpToDateAsync();

        await File.WriteAllTextAsync(project.Path("out/copied"), "by hand", Token);
        Assert.False((await project.BuildAsync()).UpToDate);
        Assert.Contains("is not what was written last", project.Said, StringComparison.Ordinal);
        Assert.Equal("from the context", await File.ReadAllTextAsync(project.Path("out/copied"), Token));
        await project.AssertUpToDateAsync();

        Directory.Delete(project.Path("out/sub"), recursive: true);
        Assert.False((await project.BuildAsync()).UpToDate);

        project.WithFile("context/copied", "changed");
        Assert.False((await project.BuildAsync()).UpToDate);
        Assert.Equal("changed", await File.ReadAllTextAsync(project.Path("out/copied"), Token));

        project.WithOptions(o => o with { Output = "elsewhere" });
        Assert.False((await project.BuildAsync()).UpToDate);
        Assert.True(File.Exists(project.Path("elsewhere/copied")));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task One_of_which_nothing_can_be_written_is_skipped_too_while_its_folder_is_there()
    {
        await using var project = await CreateAsync("out");
        project.WithAll($"FROM {TestImages.Base} AS made", "RUN mkdir /o && ln -s /bin/sh /o/sh", "FROM scratch", "COPY --from=made /o /");

        await project.BuildAsync();
        Assert.Equal("HRP4072", Assert.Single(project.Report.Warnings).Code);
        await project.AssertUpToDateAsync();

        Directory.Delete(project.Path("out"));
        Assert.False((await project.BuildAsync()).UpToDate);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_image_of_the_same_project_is_skipped_as_before()
    {
        await using var project = await CreateAsync(null);
        await project.BuildAsync();

        await project.WithOptions(o => o with { Output = "out" }).BuildAsync();

        await project.WithOptions(o => o with { Output = null }).AssertUpToDateAsync();
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_build_that_fails_leaves_the_last_output()
    {
        await using var project = await CreateAsync("out");
        await project.BuildAsync();
        var before = Names(project.Path("."));

        project.WithAll($"FROM {TestImages.Base}", "RUN exit 3");
        await project.FailAsync();

        Assert.Equal("from the context", await File.ReadAllTextAsync(project.Path("out/copied"), Token));
        Assert.Equal(["copied", "link", "sub"], Names(project.Path("out")));
        Assert.Equal(before, Names(project.Path(".")));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_output_that_can_not_be_written_is_an_error_at_its_property()
    {
        await using var project = await CreateAsync("type=tar,dest=file/out.tar");
        project.WithFile("file", "in the way");

        var error = await project.FailAsync();

        Assert.Equal(("HRP4076", "DockerBuildOutput"), (error.Code, error.Property));
        Assert.Empty(project.Output);
        Assert.Equal(["HRP4076"], Thrown.CodesBy(() => ImageBuildCheck.Check(project.Options, project.Host)));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_output_in_the_context_is_no_part_of_its_next_build()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        foreach (var output in (string[])["out", "type=tar,dest=out.tar"])
        {
            project.WithFile(".dockerignore", "obj").WithFile("file", "content").WithAll("FROM scratch", "COPY . /").WithOptions(o => o with { Output = output });

            await project.BuildAsync();
            await project.AssertUpToDateAsync();
            project.WithFile("file", "changed");
            await project.BuildAsync();
        }

        Assert.Equal([".dockerignore", "file"], Names(project.Path("out")));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task What_is_not_the_builds_own_in_the_folder_of_an_output_is_sent()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.WithFile(".dockerignore", "obj").WithFile("file", "content").WithFile("out/own/kept", "kept").WithAll("FROM scratch", "COPY . /").WithOptions(o => o with { Output = "out" });

        await project.BuildAsync();
        Assert.Contains("changed while", project.Said, StringComparison.Ordinal);
        await project.BuildAsync();
        await project.AssertUpToDateAsync();

        Assert.Equal([".dockerignore", "file", "out", "own"], Names(project.Path("out")));
        Assert.Equal(["own"], Names(project.Path("out/out")));
    }

    [EngineFact]
    public async Task The_archive_of_the_image_is_no_part_of_the_context()
    {
        await using var project = await BuildProject.CreateAsync();
        project.WithFile("file", "content").WithFile("bin/app.tar", "first").WithAll($"FROM {TestImages.Base}", "COPY . /c", "RUN find /c -name '*.tar'")
            .WithOptions(o => o with { SavedArchive = project.Path("bin/app.tar") });

        await project.BuildAsync();
        Assert.DoesNotContain(project.Output, line => line.EndsWith("/app.tar", StringComparison.Ordinal));

        project.WithFile("bin/app.tar", "second");
        await project.AssertUpToDateAsync();
    }

    [EngineFact]
    public async Task The_classic_builder_is_refused_before_anything_is_sent()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.Classic);
        project.With().WithOptions(o => o with { Output = "out" });

        var error = await project.FailAsync();

        Assert.Equal(("HRP3142", "DockerBuildOutput"), (error.Code, error.Property));
    }

    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [InlineData("oci", "oci-archive")]
    [InlineData("docker", "docker-archive")]
    public async Task An_image_is_an_archive_that_others_read_if_the_store_has_its_layers(string type, string kind)
    {
        await using var project = await CreateAsync($"type={type},dest=app.tar");
        if (!await ImageStore.IsContainerdAsync(project.Engine))
        {
            var error = await project.FailAsync();
            Assert.Equal(("HRP3143", "DockerBuildOutput"), (error.Code, error.Property));
            Assert.Contains("containerd-snapshotter\": true", error.Text, StringComparison.Ordinal);
            return;
        }

        await project.BuildAsync();

        var config = await SkopeoProgram.ReadAsync(kind, project.Path("app.tar"));
        Assert.Contains(project.Name, config, StringComparison.Ordinal);
        Assert.Null(await project.FindAsync(project.Name));
        await project.AssertUpToDateAsync();
    }

    private static async Task<BuildProject> CreateAsync(string? output)
    {
        var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        return project.WithFile("context/copied", "from the context")
            .WithAll($"FROM {TestImages.Base} AS made", "RUN mkdir -p /o/sub && echo built > /o/sub/made && ln -s sub/made /o/link", "FROM scratch", "COPY --from=made /o /", "COPY copied /")
            .WithOptions(o => o with { Context = "context", Output = output });
    }

    private static string[] Names(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
