using System.Text.Json;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;

/// <summary>The same Dockerfile for several platforms, by Harpoon and by buildx.</summary>
public sealed class PlatformsLikeBuildxTests
{
    private static readonly string[] Lines = ["FROM scratch", "ARG TARGETPLATFORM", "ENV PLATFORM=$TARGETPLATFORM", "COPY file /", "EXPOSE 80"];

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_index_has_the_same_images_as_buildxs()
    {
        Assert.SkipWhen(BuildKitCommand.BuildxPath is null, "There is no buildx to compare with.");
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        using var info = await project.Engine.InfoAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(info.RootElement.GetRawText().Contains("io.containerd.snapshotter", StringComparison.Ordinal), "The store holds no index.");
        project.WithFile("file", "content").WithAll(Lines).WithOptions(options => options with { Platforms = ["linux/amd64", "linux/arm64"] });
        using var buildx = new BuildKitCommand();
        var other = ImageReference.Parse($"{project.Name}-buildx:1");

        await project.BuildAsync();
        var (id, words) = await buildx.BuildAsync(project.Path("."), string.Join('\n', Lines), "--provenance=false", "--platform", "linux/amd64,linux/arm64", "-t", other.ToString());
        Assert.True(id is not null, words);
        try
        {
            Assert.Equal(await ImagesAsync(project, other.ToString()), await ImagesAsync(project, $"{project.Name}:latest"));
        }
        finally
        {
            await project.Engine.Images.RemoveAsync(other.ToString(), force: true, CancellationToken.None);
        }
    }

    /// <summary>What each image of the index is for, and says of itself; not when it was made, and by which project.</summary>
    private static async Task<List<string>> ImagesAsync(BuildProject project, string name)
    {
        var saved = await EngineText.OfImageAsync(project.Engine, name);
        var images = new List<string>();
        foreach (var (platform, digest) in Manifests(saved))
        {
            using var manifest = JsonDocument.Parse(saved.Files[$"blobs/sha256/{digest}"]);
            using var config = JsonDocument.Parse(saved.Files[$"blobs/sha256/{manifest.RootElement.GetProperty("config").GetProperty("digest").GetString()![7..]}"]);
            images.Add(string.Join(
                ' ',
                platform,
                manifest.RootElement.GetProperty("mediaType").GetString(),
                config.RootElement.GetProperty("rootfs").GetProperty("diff_ids").GetArrayLength(),
                config.RootElement.GetProperty("config").GetProperty("Env").GetRawText(),
                config.RootElement.GetProperty("config").GetProperty("ExposedPorts").GetRawText()));
        }

        Assert.Equal(2, images.Count);
        return images;
    }

    private static IEnumerable<(string Platform, string Digest)> Manifests(SavedImage saved)
    {
        using var layout = JsonDocument.Parse(saved.Files["index.json"]);
        using var index = JsonDocument.Parse(saved.Files[$"blobs/sha256/{layout.RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString()![7..]}"]);
        return
        [
            .. index.RootElement.GetProperty("manifests").EnumerateArray()
                .Select(image => (image.GetProperty("platform").GetRawText(), image.GetProperty("digest").GetString()![7..])),
        ];
    }
}
