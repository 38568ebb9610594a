using Harpoon.Engine.Archives;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Archives;

/// <summary>An image that is saved, in any form, is read by others, and is the same image where it is loaded.</summary>
[Trait("Tier", "Smoke")]
public sealed class ArchiveRoundTripTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineTheory]
    [InlineData("app.tar", ArchiveFormat.Docker)]
    [InlineData("app.tar.gz", ArchiveFormat.Docker)]
    [InlineData("app.tar", ArchiveFormat.Oci)]
    [InlineData("app.tgz", ArchiveFormat.Oci)]
    public async Task What_is_saved_is_read_by_others(string name, ArchiveFormat format)
    {
        await using var project = await BuildProject.CreateAsync();
        var built = await project.With("RUN echo made > /made", "COPY file /file").WithFile("file", "content").BuildAsync();

        await SaveAsync(project, name, format, built.ImageId, built.Tags[0]);

        var config = await SkopeoProgram.ReadAsync(format == ArchiveFormat.Oci ? "oci-archive" : "docker-archive", project.Path(name));
        Assert.Contains(project.Name, config, StringComparison.Ordinal);
        Assert.Equal(name.EndsWith("gz", StringComparison.Ordinal), (await File.ReadAllBytesAsync(project.Path(name), Token)) is [0x1F, 0x8B, ..]);
    }

    [EngineFact]
    public async Task It_is_loaded_under_each_of_its_names_with_the_id_that_it_had()
    {
        await using var project = await BuildProject.CreateAsync();
        project.With("RUN echo made > /made").WithOptions(o => o with { Tags = "1;2" });
        var built = await project.BuildAsync();
        await SaveAsync(project, "app.tgz", ArchiveFormat.Docker, built.ImageId, [.. built.Tags]);
        await project.Engine.Images.RemoveAsync(built.ImageId, force: true, Token);
        Assert.Null(await project.FindAsync($"{project.Name}:1"));

        var loaded = await ImageLoad.ExecuteAsync(project.Path("app.tgz"), project.Engine, project.Report, Token);

        Assert.Equal(2, loaded.Length);
        NonEmpty.All(loaded, image => Assert.Equal(built.ImageId, image.Id));
        Assert.Equal(built.ImageId, (await project.FindAsync($"{project.Name}:1"))?.Id);
        Assert.Equal(built.ImageId, (await project.FindAsync($"{project.Name}:2"))?.Id);
    }

    [EngineFact]
    public async Task What_is_no_image_is_not_loaded()
    {
        await using var project = await BuildProject.CreateAsync();
        project.WithFile("file", "no archive");

        var error = Assert.Single((await Assert.ThrowsAnyAsync<HarpoonException>(
            () => ImageLoad.ExecuteAsync(project.Path("file"), project.Engine, project.Report, Token))).Diagnostics);

        Assert.Equal(("HRP3148", "DockerArchive"), (error.Code, error.Property));
    }

    [EngineFact]
    public async Task Podman_loads_it()
    {
        Assert.SkipWhen(PodmanFactAttribute.Program is null, "Podman is not installed.");
        await using var project = await BuildProject.CreateAsync();
        var built = await project.With("RUN echo made > /made").BuildAsync();
        foreach (var (name, format) in ((string, ArchiveFormat)[])[("app.tar", ArchiveFormat.Docker), ("oci.tar", ArchiveFormat.Oci), ("oci.tgz", ArchiveFormat.Oci)])
        {
            await SaveAsync(project, name, format, built.ImageId, built.Tags[0]);

            Assert.Contains(project.Name, await PodmanLoadsAsync(project.Path(name)), StringComparison.Ordinal);
        }
    }

    /// <summary>Into a store of its own, which needs no service.</summary>
    private static async Task<string> PodmanLoadsAsync(string archive)
    {
        using var store = new TemporaryFolder();
        return await ExternalProgram.RunAsync(
            PodmanFactAttribute.Program!, ["--root", $"{store.Path}/root", "--runroot", $"{store.Path}/run", "--storage-driver", "vfs", "load", "-q", "-i", archive]);
    }

    private static Task SaveAsync(BuildProject project, string name, ArchiveFormat format, string imageId, params string[] names) =>
        ImageSave.ExecuteAsync(new SaveRequest([.. names], project.Path(name)) { Format = format, ImageId = imageId }, project.Engine, project.Report, Token);
}
