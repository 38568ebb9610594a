using System.Collections.Immutable;
using System.Text.Json;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

/// <summary>One image for several platforms. The steps run nothing: there is no emulator.</summary>
[Trait("Tier", "Smoke")]
public sealed class SeveralPlatformsTests(PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    private static readonly ImmutableArray<string> Both = ["linux/amd64", "linux/arm64"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task They_are_built_as_one_index_that_is_pushed_whole_and_has_an_item_a_platform()
    {
        await using var project = await CreateAsync();
        using var content = new RegistryContent();
        var name = await registry.NameAsync();
        project.WithFile("file", "content").WithAll("FROM scratch", "ARG TARGETARCH", "ENV ARCHITECTURE=$TARGETARCH", "COPY file /")
            .WithOptions(options => options with { Image = name.ToString(), Platforms = Both });

        var built = await project.BuildAsync();
        var first = await PushAsync(project, name, built.ImageId);
        var second = await PushAsync(project, name, built.ImageId);

        Assert.Equal([null, .. Both], first.Select(image => image.Platform));
        Assert.Equal((built.ImageId, false), (first[0].Digest, first[0].UpToDate));
        Assert.Equal(await registry.DigestAsync(name), first[0].Digest);
        NonEmpty.All(first, image => Assert.Equal($"{name.Name}@{image.Digest}", image.Pinned));
        foreach (var image in first.Skip(1))
        {
            var config = await ConfigAsync(content, name, image.Digest);
            Assert.Equal(image.Platform, $"{config.GetProperty("os")}/{config.GetProperty("architecture")}");
            Assert.Contains($"ARCHITECTURE={image.Platform![6..]}", config.GetProperty("config").GetProperty("Env").EnumerateArray().Select(variable => variable.GetString()));
        }

        NonEmpty.All(second, image => Assert.True(image.UpToDate));
        Assert.Equal(first.Select(image => image.Digest), second.Select(image => image.Digest));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_build_without_base_images_is_skipped_when_nothing_changed_and_not_when_a_platform_did()
    {
        await using var project = await CreateAsync();
        project.WithFile("file", "content").WithAll("FROM scratch", "COPY file /").WithOptions(options => options with { Platforms = Both });
        var built = await project.BuildAsync();

        await project.AssertUpToDateAsync();
        var other = await project.WithOptions(options => options with { Platforms = ["linux/amd64", "linux/riscv64"] }).BuildAsync();

        Assert.False(other.UpToDate);
        Assert.NotEqual(built.ImageId, other.ImageId);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_step_can_run_on_the_engines_own_platform_for_another()
    {
        await using var project = await CreateAsync();
        project.WithAll(
                $"FROM --platform=$BUILDPLATFORM {TestImages.Base} AS build", "ARG TARGETARCH", "RUN echo $TARGETARCH >/built", "FROM scratch", "COPY --from=build /built /")
            .WithOptions(options => options with { Platforms = Both });

        await project.BuildAsync();

        Assert.Contains(project.Output, line => line.Contains("arm64", StringComparison.Ordinal) && line.Contains("] RUN echo", StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task Another_builder_is_an_error()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.Classic);

        var error = await project.WithAll("FROM scratch", "COPY p.csproj /").WithOptions(options => options with { Platforms = Both }).FailAsync();

        Assert.Equal(("HRP5041", "DockerBuildPlatforms"), (error.Code, error.Property));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_step_for_another_platform_says_at_its_line_that_an_emulator_is_missing()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.WithFile("bin/sh", "not a program of this machine").WithAll("FROM scratch", "COPY bin /bin/", "RUN true")
            .WithOptions(options => options with { Platform = "linux/arm64" });
        project.SetMode("bin/sh", UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var error = await project.FailAsync();

        Assert.Equal(("HRP3006", 12), (error.Code, error.Location?.Line));
        Assert.Contains("can't run programs for linux/arm64", error.Text, StringComparison.Ordinal);
        Assert.Contains("--install arm64", error.Text, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task With_several_platforms_all_are_named_that_may_lack_an_emulator()
    {
        await using var project = await CreateAsync();
        project.WithFile("bin/sh", "not a program of this machine").WithAll("FROM scratch", "COPY bin /bin/", "RUN true")
            .WithOptions(options => options with { Platforms = ["linux/arm64", "linux/riscv64"] });
        project.SetMode("bin/sh", UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var error = await project.FailAsync();

        Assert.Equal(("HRP3006", 12), (error.Code, error.Location?.Line));
        Assert.Contains("can't run programs for linux/arm64 or linux/riscv64", error.Text, StringComparison.Ordinal);
    }

    private static async Task<BuildProject> CreateAsync()
    {
        var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        using var info = await project.Engine.InfoAsync(Token);
        var hasIndex = info.RootElement.GetRawText().Contains("io.containerd.snapshotter", StringComparison.Ordinal);
        if (!hasIndex)
        {
            await project.DisposeAsync();
            Assert.Skip("The engine does not have the containerd image store.");
        }

        return project;
    }

    private async Task<ImmutableArray<PushedImage>> PushAsync(BuildProject project, ImageReference name, string imageId)
    {
        project.Variables["PASSWORD"] = PrivateRegistry.Password;
        var login = new CredentialSource(registry.Address, new SecretSource(registry.Address) { EnvironmentVariable = "PASSWORD" }) { UserName = PrivateRegistry.UserName };
        return await ImagePush.ExecuteAsync(
            new PushRequest([name], imageId, [login]) { HasPlatforms = true }, project.Engine, project.Host, new RecordingReport(), Token);
    }

    private static async Task<JsonElement> ConfigAsync(RegistryContent content, ImageReference name, string digest)
    {
        using var manifest = JsonDocument.Parse((await content.ManifestAsync(name, digest))!);
        using var config = JsonDocument.Parse(await content.BlobAsync(name, manifest.RootElement.GetProperty("config").GetProperty("digest").GetString()!));
        return config.RootElement.Clone();
    }
}
