using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;
using Harpoon.Engine.Tests.Context.DockerCli;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Exporting;

/// <summary>What a build writes is what the docker CLI writes for the same build, byte by byte.</summary>
public sealed class OutputAgreementTests
{
    private const string Epoch = "1700000000";

    private static readonly string[] Lines =
    [
        $"FROM {TestImages.Base} AS made",
        "ARG SOURCE_DATE_EPOCH",
        "RUN mkdir -p /o/bin /o/empty /o/deep/er && echo one > /o/bin/one && ln /o/bin/one /o/bin/two && ln -s bin/one /o/link && ln -s ../bin /o/deep/up",
        "RUN printf '\\000\\001\\377' > /o/deep/er/bytes && chmod 4755 /o/bin/one && chmod 0700 /o/deep && chmod 1777 /o/empty && chmod 0444 /o/deep/er/bytes",
        "FROM scratch",
        "COPY --from=made /o /",
        "COPY . /context/",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [DockerCliFact]
    public async Task A_tar_is_the_same_file()
    {
        await using var project = await CreateAsync("type=tar,dest=ours.tar");

        await RunBothAsync(project, "type=tar,dest=" + project.Path("theirs.tar"));

        Assert.Equal(await File.ReadAllBytesAsync(project.Path("theirs.tar"), Token), await File.ReadAllBytesAsync(project.Path("ours.tar"), Token));
    }

    [DockerCliFact]
    public async Task A_folder_has_the_same_files_links_permissions_and_times()
    {
        await using var project = await CreateAsync("ours");

        await RunBothAsync(project, "type=local,dest=" + project.Path("theirs"));

        var theirs = Entries(project.Path("theirs"));
        Assert.Contains(theirs, line => line.StartsWith("bin/two ", StringComparison.Ordinal));
        Assert.Equal(theirs, Entries(project.Path("ours")));
    }

    [DockerCliFact]
    public async Task An_image_is_the_same_archive()
    {
        foreach (var type in (string[])["oci", "docker"])
        {
            await using var project = await CreateAsync($"type={type},dest=ours.tar");
            Assert.SkipUnless(await ImageStore.IsContainerdAsync(project.Engine), "The engine's image store can't write an image's archive.");

            await RunBothAsync(project, $"type={type},dest=" + project.Path("theirs.tar"));

            Assert.Equal(await File.ReadAllBytesAsync(project.Path("theirs.tar"), Token), await File.ReadAllBytesAsync(project.Path("ours.tar"), Token));
        }
    }

    private static async Task<BuildProject> CreateAsync(string output)
    {
        Assert.SkipWhen(EngineAvailability.IsPodman, $"Podman {PodmanLacks.BuildKit}.");
        var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.WithFile("context/a", project.Name).WithFile("context/sub/b", "b").WithAll(Lines)
            .WithOptions(o => o with { Context = "context", Output = output, Arguments = [new BuildArgument("SOURCE_DATE_EPOCH", Epoch)] });
        foreach (var path in (string[])["context/a", "context/sub/b"])
        {
            File.SetLastWriteTimeUtc(project.Path(path), new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        }

        return project;
    }

    /// <summary>With the words of the project's own steps, the label that it gives, and no attestation, which Harpoon makes none of by default.</summary>
    private static async Task RunBothAsync(BuildProject project, string output)
    {
        using var docker = new BuildKitCommand();
        await project.BuildAsync();
        var dockerfile = string.Join('\n', project.Options.Lines.Select(line => line.Text).Append(""));
        var (written, words) = await docker.RunAsync(
            project.Path("context"),
            dockerfile,
            [.. BuildKitCommand.BuildxPath is null ? Array.Empty<string>() : ["--provenance=false"], "--label", $"harpoon.project={project.Name}", "-t", $"{project.Name}:latest", "--build-arg", $"SOURCE_DATE_EPOCH={Epoch}", "--output", output]);
        Assert.True(written is not null, words);
    }

    /// <summary>setuid and setgid are left out where files are unpacked, and another name of a file is a copy. Times are those of the files of the context, in whole seconds: a tar rounds what a step's own files have.</summary>
    private static string[] Entries(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry =>
        {
            var name = Path.GetRelativePath(folder, entry.FullName);
            var content = entry is FileInfo { LinkTarget: null } ? Convert.ToHexString(File.ReadAllBytes(entry.FullName)) : "";
            var mode = entry.LinkTarget is null && !OperatingSystem.IsWindows() ? (int)entry.UnixFileMode & 0x1FF : 0;
            var time = entry is FileInfo && name.StartsWith("context/", StringComparison.Ordinal) ? $"{entry.LastWriteTimeUtc:s}" : "";
            return $"{name} {mode:x} {entry.LinkTarget} {time} {content}";
        }).Order(StringComparer.Ordinal),
    ];
}
