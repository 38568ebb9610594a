using System.Collections.Immutable;
using System.Text.Json;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Platforms;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;
using Harpoon.Engine.Tests.Registries.Promotion;

namespace Harpoon.Engine.Tests.Builds.Platforms;

/// <summary>Several platforms where the engine's store holds no index. The steps run nothing: there is no emulator.</summary>
public sealed class SeparatePlatformsTests(PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    private static readonly ImmutableArray<string> Both = ["linux/arm64", "linux/amd64"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    [Trait("Tier", "Smoke")]
    public async Task Each_is_built_by_itself_and_pushed_by_digest_with_an_index_under_each_tag()
    {
        await using var project = await CreateAsync();
        using var content = new RegistryContent();
        var name = await registry.NameAsync();
        Write(project, name);

        var built = await project.BuildAsync();
        var pushed = await PushAsync(project, built, name, name with { Tag = "2" });
        var again = await PushAsync(project, built, name, name with { Tag = "2" });

        Assert.Equal(Both, built.Platforms.Select(image => image.Platform));
        Assert.Equal(built.ImageId, built.Platforms[1].Id);
        Assert.Equal("linux/amd64", (await project.FindAsync(name.ToString()))!.Platform);
        Assert.Equal([null, .. Both, null, .. Both], pushed.Select(image => image.Platform));
        NonEmpty.All(pushed, image => Assert.False(image.UpToDate));
        NonEmpty.All(again, image => Assert.True(image.UpToDate));
        Assert.Equal(pushed.Select(image => image.Pinned), again.Select(image => image.Pinned));
        using var tags = JsonDocument.Parse(await content.TagsAsync(name));
        Assert.Equal(["1", "2"], tags.RootElement.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!).Order());
        Assert.Equal(pushed[0].Digest, await registry.DigestAsync(name with { Tag = "2" }));
        await AssertIndexAsync(content, name, pushed);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task All_of_them_count_for_the_skip_and_all_are_cleaned_away()
    {
        await using var project = await CreateAsync();
        Write(project, ImageReference.Parse(project.Name));
        var built = await project.BuildAsync();

        Assert.Equal(built.Platforms, (await project.AssertUpToDateAsync()).Platforms);
        Assert.Null((await ImageBuild.ForecastAsync(project.Options, project.Engine, project.Host, Token)).Reason);
        await project.Engine.Images.RemoveAsync(built.Platforms[0].Id, force: true, Token);
        Assert.Equal("the image for linux/arm64 is not the one that was built last", (await ImageBuild.ForecastAsync(project.Options, project.Engine, project.Host, Token)).Reason);
        Assert.False((await project.BuildAsync()).UpToDate);
        Assert.Contains("the image for linux/arm64 is not the one that was built last", project.Said, StringComparison.Ordinal);
        Assert.Single((await project.FindAsync(built.Platforms[0].Id))!.Tags, tag => tag.StartsWith("harpoon-platforms/", StringComparison.Ordinal));

        Assert.Equal(2, await ImageClean.ExecuteAsync(project.Name, project.Built, project.Engine, new RecordingReport(), Token));
        Assert.Null(await project.FindAsync(built.Platforms[0].Id));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_platform_that_the_registry_has_is_not_sent_again()
    {
        await using var project = await CreateAsync();
        var name = await registry.NameAsync();
        Write(project, name);
        var first = await PushAsync(project, await project.BuildAsync(), name);

        var built = await project.WithFile("arm64/file", "other").BuildAsync();
        var report = new RecordingReport();
        var second = await PushAsync(project, built, report, name);

        Assert.Equal(first[2].Digest, second[2].Digest);
        Assert.NotEqual(first[1].Digest, second[1].Digest);
        NonEmpty.All(report.Transfers, transfer => Assert.Contains("for linux/arm64", transfer.Name, StringComparison.Ordinal));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_pushed_index_can_be_promoted()
    {
        await using var project = await CreateAsync();
        using var content = new RegistryContent();
        var (name, production) = (await registry.NameAsync(), await registry.NameAsync());
        Write(project, name);
        var pushed = await PushAsync(project, await project.BuildAsync(), name);
        var promoter = new Promoter();
        promoter.Name(registry.Address, PrivateRegistry.UserName, PrivateRegistry.Password);

        await promoter.PromoteAsync(name, pushed[0].Digest, production);

        Assert.Equal(pushed[0].Digest, await registry.DigestAsync(production));
        NonEmpty.All(pushed.Skip(1), image => Assert.NotNull(content.ManifestAsync(production, image.Digest).GetAwaiter().GetResult()));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_platform_that_fails_moves_no_tag_and_the_error_names_it()
    {
        await using var project = await CreateAsync();
        Write(project, ImageReference.Parse(project.Name));
        var before = (await project.BuildAsync()).ImageId;
        project.WithFile("arm64/bin/sh", "not a program of this machine").WithFile("amd64/file", "other").WithAll("FROM scratch", "ARG TARGETARCH", "COPY $TARGETARCH /", "RUN true");
        project.SetMode("arm64/bin/sh", UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var error = await project.FailAsync();

        Assert.Equal(("HRP3006", 13), (error.Code, error.Location?.Line));
        Assert.Contains("can't run programs for linux/arm64, and has no", error.Text, StringComparison.Ordinal);
        Assert.Equal(before, (await project.FindAsync(project.Name))!.Id);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Without_the_engines_platform_the_tags_are_the_first_and_the_log_says_so()
    {
        await using var project = await CreateAsync();
        project.WithFile("file", "content").WithAll("FROM scratch", "COPY file /").WithOptions(options => options with { Platforms = ["linux/riscv64", "linux/arm64"] });

        var built = await project.BuildAsync();

        Assert.Equal(built.ImageId, built.Platforms[0].Id);
        Assert.Contains("is the image for linux/riscv64", project.Said, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_image_that_is_gone_and_a_login_that_is_refused_are_errors_and_nothing_is_written()
    {
        await using var project = await CreateAsync();
        var name = await registry.NameAsync();
        Write(project, name);
        var built = await project.BuildAsync();

        var refused = await FailAsync(project, built, name, "wrong");
        await project.Engine.Images.RemoveAsync(built.Platforms[0].Id, force: true, Token);
        var gone = await FailAsync(project, built, name, PrivateRegistry.Password);

        Assert.Equal(("HRP5010", "HRP5007"), (refused, gone));
        Assert.Null(await registry.DigestAsync(name));
    }

    private static void Write(BuildProject project, ImageReference name) => project
        .WithFile("arm64/file", "content").WithFile("amd64/file", "content")
        .WithAll("FROM scratch", "ARG TARGETARCH", "ENV ARCHITECTURE=$TARGETARCH", "COPY $TARGETARCH /")
        .WithOptions(options => options with { Image = name.ToString(), Platforms = Both });

    /// <summary>The same form as that of buildx with the containerd image store.</summary>
    private static async Task AssertIndexAsync(RegistryContent content, ImageReference name, ImmutableArray<PushedImage> pushed)
    {
        using var index = JsonDocument.Parse((await content.ManifestAsync(name, name.Tag!))!);
        Assert.Equal("application/vnd.docker.distribution.manifest.list.v2+json", index.RootElement.GetProperty("mediaType").GetString());
        var layers = new HashSet<string>();
        foreach (var (image, entry) in pushed.Skip(1).Zip(index.RootElement.GetProperty("manifests").EnumerateArray()))
        {
            var architecture = image.Platform![6..];
            var bytes = (await content.ManifestAsync(name, image.Digest))!;
            Assert.Equal(
                $$$"""{"mediaType":"application/vnd.docker.distribution.manifest.v2+json","digest":"{{{image.Digest}}}","size":{{{bytes.Length}}},"platform":{"architecture":"{{{architecture}}}","os":"linux"}}""",
                entry.GetRawText());
            using var manifest = JsonDocument.Parse(bytes);
            var layer = Assert.Single(manifest.RootElement.GetProperty("layers").EnumerateArray());
            Assert.Equal("application/vnd.docker.image.rootfs.diff.tar.gzip", layer.GetProperty("mediaType").GetString());
            layers.Add(layer.GetProperty("digest").GetString()!);
            Assert.Equal(layer.GetProperty("digest").GetString(), RegistryContent.DigestOf(await content.BlobAsync(name, layer.GetProperty("digest").GetString()!)));
            using var config = JsonDocument.Parse(await content.BlobAsync(name, manifest.RootElement.GetProperty("config").GetProperty("digest").GetString()!));
            Assert.Contains($"ARCHITECTURE={architecture}", config.RootElement.GetProperty("config").GetProperty("Env").GetRawText(), StringComparison.Ordinal);
        }

        Assert.Equal(2, index.RootElement.GetProperty("manifests").GetArrayLength());
        Assert.NotEmpty(layers);
    }

    private static async Task<BuildProject> CreateAsync()
    {
        var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        using var info = await project.Engine.InfoAsync(Token);
        if (info.RootElement.GetRawText().Contains("io.containerd.snapshotter", StringComparison.Ordinal))
        {
            await project.DisposeAsync();
            Assert.Skip("The engine has the containerd image store.");
        }

        return project;
    }

    private Task<ImmutableArray<PushedImage>> PushAsync(BuildProject project, ImageBuildOutcome built, params ImageReference[] names) =>
        PushAsync(project, built, new RecordingReport(), names);

    private Task<ImmutableArray<PushedImage>> PushAsync(BuildProject project, ImageBuildOutcome built, RecordingReport report, params ImageReference[] names) =>
        PushAsync(project, built, report, PrivateRegistry.Password, names);

    private Task<ImmutableArray<PushedImage>> PushAsync(BuildProject project, ImageBuildOutcome built, RecordingReport report, string password, ImageReference[] names)
    {
        project.Variables["PASSWORD"] = password;
        var login = new CredentialSource(registry.Address, new SecretSource(registry.Address) { EnvironmentVariable = "PASSWORD" }) { UserName = PrivateRegistry.UserName };
        return PlatformPush.ExecuteAsync(
            new PushRequest([.. names], built.ImageId, [login]) { HasPlatforms = true, Platforms = built.Platforms }, project.Engine, project.Host, report, Token);
    }

    private async Task<string> FailAsync(BuildProject project, ImageBuildOutcome built, ImageReference name, string password) =>
        (await Assert.ThrowsAsync<Engine.Diagnostics.HarpoonException>(() => PushAsync(project, built, new RecordingReport(), password, [name]))).Diagnostics.Single().Code;
}
