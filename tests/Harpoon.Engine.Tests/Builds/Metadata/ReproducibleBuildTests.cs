using System.Text;
using System.Text.Json;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Metadata;

/// <summary>The same sources make the same image.</summary>
public sealed class ReproducibleBuildTests
{
    private const string Time = "1700000000";

    private static readonly ImageMetadataOptions Dated = new() { SourceDateEpoch = Time };

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Two_engines_that_know_nothing_make_one_digest()
    {
        Assert.SkipWhen(OwnDaemon.WhyNot is not null, OwnDaemon.WhyNot ?? "");
        await using var project = await ProjectAsync();
        await ContainerdStore.SkipUnlessThereAsync(project.Engine);
        List<(string Dated, string Undated)> images = [];
        for (var round = 0; round < 2; round++)
        {
            await using var daemon = await OwnDaemon.StartAsync(TestContext.Current.CancellationToken, """{"features":{"containerd-snapshotter":true}}""");
            await using var engine = await daemon.ConnectAsync(TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(project.Path("file"), DateTime.UtcNow);
            var dated = await project.WithOptions(o => o with { Metadata = Dated }).BuildAsync(engine);
            var undated = await project.WithOptions(o => o with { Metadata = ImageMetadataOptions.None }).BuildAsync(engine);
            images.Add((dated.ImageId, undated.ImageId));
        }

        Assert.Equal(images[0].Dated, images[1].Dated);
        Assert.NotEqual(images[0].Undated, images[1].Undated);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task It_is_the_image_that_buildx_makes()
    {
        Assert.SkipWhen(BuildKitCommand.BuildxPath is null, "There is no buildx to compare with.");
        await using var project = await ProjectAsync();
        await ContainerdStore.SkipUnlessThereAsync(project.Engine);
        using var buildx = new BuildKitCommand { Variables = { ["SOURCE_DATE_EPOCH"] = Time } };

        var ours = await project.WithOptions(o => o with { Metadata = Dated }).BuildAsync();
        var (theirs, words) = await buildx.BuildAsync(
            project.Path("."), string.Join('\n', project.Options.Lines.Select(line => line.Text)), "--provenance=false", "--label", $"harpoon.project={project.Name}",
            "--output", $"type=oci,dest={project.Path("buildx.tar")},rewrite-timestamp=true");

        Assert.True(theirs is not null, words);
        var archive = await SavedImage.UnpackAsync(await File.ReadAllBytesAsync(project.Path("buildx.tar"), TestContext.Current.CancellationToken));
        Assert.Equal(Configuration(archive), Configuration(await EngineText.OfImageAsync(project.Engine, ours.Tags[0])));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_image_runs_though_it_was_not_unpacked()
    {
        await using var project = await ProjectAsync();
        await ContainerdStore.SkipUnlessThereAsync(project.Engine);
        var dated = await project.WithOptions(o => o with { Metadata = Dated }).BuildAsync();

        var onTop = await project.WithAll($"FROM {dated.Tags[0]}", "RUN cat /folder/time && stat -c %Y /folder/time")
            .WithOptions(o => o with { Tags = "top", Metadata = ImageMetadataOptions.None }).BuildAsync();

        Assert.NotEqual(dated.ImageId, onTop.ImageId);
        Assert.Contains(Time, project.Output);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_engine_that_sets_a_part_of_the_times_says_so()
    {
        await using var project = await ProjectAsync();
        using var info = await project.Engine.InfoAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(EngineInformation.Read(info.RootElement).IsContainerd, "This engine sets all times.");

        var outcome = await project.WithOptions(o => o with { Metadata = Dated }).BuildAsync();

        Assert.Equal("HRP3212", Assert.Single(project.Report.Warnings, warning => !warning.Code.StartsWith("HRP3040", StringComparison.Ordinal)).Code);
        var image = await project.Engine.GetTextAsync($"images/{outcome.ImageId}/json", TestContext.Current.CancellationToken);
        Assert.Equal(project.Engine.Capabilities.SetsImageTimes, image.Contains("\"Created\":\"2023-11-14T22:13:20Z\"", StringComparison.Ordinal));
    }

    /// <summary>Its times, and the digests of what is in its layers.</summary>
    private static string Configuration(SavedImage image)
    {
        using var index = JsonDocument.Parse(image.Files["index.json"]);
        using var manifest = JsonDocument.Parse(Blob(image, index.RootElement.GetProperty("manifests")[0]));
        return Encoding.UTF8.GetString(Blob(image, manifest.RootElement.GetProperty("config")));
    }

    private static byte[] Blob(SavedImage image, JsonElement descriptor) =>
        image.Files[$"blobs/{descriptor.GetProperty("digest").GetString()!.Replace(':', '/')}"];

    private static async Task<BuildProject> ProjectAsync() =>
        (await BuildProject.CreateAsync(BuilderChoice.BuildKit)).With("RUN mkdir /folder && touch /folder/time", "COPY file /copied/file").WithFile("file", "content");
}
