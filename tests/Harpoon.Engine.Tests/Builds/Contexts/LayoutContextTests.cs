using System.Formats.Tar;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Contexts;

/// <summary>Named contexts that are images in folders of the OCI layout.</summary>
[Trait("Tier", "Smoke")]
[Trait("Varies", "Daemon")]
public sealed class LayoutContextTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task It_is_built_on_as_buildx_does_and_counts_for_the_skip()
    {
        await using var project = await CreateAsync(hasContainerd: true);
        await WriteLayoutAsync(project, "first");
        project.WithFile("main/a.txt", project.Name).WithAll("FROM base", "COPY a.txt /main.txt", "COPY --from=base base.txt /copied.txt")
            .WithOptions(o => o with { Output = null, Context = project.Path("main"), NamedContexts = [new NamedContext("base", "oci-layout://layout")] });

        var built = await project.BuildAsync();
        await project.AssertUpToDateAsync();
        await AssertLikeBuildxAsync(project, built.ImageId);
        var (options, lines) = (project.Options, project.Options.Lines);
        await WriteLayoutAsync(project, "second");
        var again = await project.WithOptions(_ => options with { Lines = lines }).BuildAsync();

        Assert.False(again.UpToDate);
        Assert.NotEqual(built.ImageId, again.ImageId);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Its_own_instructions_for_what_is_built_on_it_read_the_context()
    {
        await using var project = await CreateAsync(hasContainerd: true);
        await WriteLayoutAsync(project, "first", "ONBUILD COPY a.txt /triggered.txt");
        project.WithFile("main/a.txt", project.Name).WithAll("FROM base")
            .WithOptions(o => o with { Output = null, Context = project.Path("main"), NamedContexts = [new NamedContext("base", "oci-layout://layout")] });

        var built = await project.BuildAsync();

        Assert.Contains(await ImageFiles.ReadAsync(project.Engine, built.ImageId), entry => $"{entry}".Contains("triggered.txt", StringComparison.Ordinal));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_store_that_has_no_source_for_it_is_an_error_at_its_item()
    {
        await using var project = await CreateAsync(hasContainerd: false);
        Assert.SkipUnless(project.Engine.Capabilities.KnowsNamedContexts, "The engine has no named contexts.");
        var digest = new string('1', 64);
        project.WithFile($"layout/blobs/sha256/{digest}", "{}").WithFile("layout/index.json", $$"""{"manifests":[{"digest":"sha256:{{digest}}"}]}""")
            .WithAll("FROM base", "COPY a.txt /").WithOptions(o => o with { NamedContexts = [new NamedContext("base", "oci-layout://layout")] });

        var error = await project.FailAsync();

        Assert.Equal(("HRP3130", "base"), (error.Code, error.Item?.Include));
    }

    /// <summary>Has the engine write an image, and unpacks it. Its content is no other test's: a step from the cache has the times of the files that it copied then.</summary>
    private static async Task WriteLayoutAsync(BuildProject project, string content, params string[] lines)
    {
        project.WithFile("base/base.txt", $"{content} {project.Name}").WithAll(["FROM scratch", "COPY base.txt /", .. lines])
            .WithOptions(o => o with { Context = project.Path("base"), NamedContexts = [], Output = "type=oci,dest=layout.tar" });
        await project.BuildAsync();
        Directory.CreateDirectory(project.Path("layout"));
        await TarFile.ExtractToDirectoryAsync(project.Path("layout.tar"), project.Path("layout"), overwriteFiles: true, Token);
    }

    private static async Task AssertLikeBuildxAsync(BuildProject project, string imageId)
    {
        if (BuildKitCommand.BuildxPath is null)
        {
            return;
        }

        using var buildx = new BuildKitCommand();
        var other = $"{project.Name}-buildx";
        var dockerfile = string.Join('\n', project.Options.Lines.Select(line => line.Text));
        var (id, words) = await buildx.BuildAsync(project.Path("main"), dockerfile, "--provenance=false", "-t", other, "--build-context", $"base=oci-layout://{project.Path("layout")}");
        Assert.True(id is not null, words);
        try
        {
            Assert.Equal(await ImageFiles.ReadAsync(project.Engine, other), await ImageFiles.ReadAsync(project.Engine, imageId));
        }
        finally
        {
            await project.Engine.Images.RemoveAsync(other, force: true, CancellationToken.None);
        }
    }

    private static async Task<BuildProject> CreateAsync(bool hasContainerd)
    {
        var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        using var info = await project.Engine.InfoAsync(Token);
        if (info.RootElement.GetRawText().Contains("io.containerd.snapshotter", StringComparison.Ordinal) != hasContainerd)
        {
            await project.DisposeAsync();
            Assert.Skip("The engine has the other image store.");
        }

        return project;
    }
}
