using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Client.Transports.Tls;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Builds.Remote;

/// <summary>Builds on a BuildKit that is no engine's.</summary>
[Trait("Tier", "Smoke")]
public sealed class RemoteBuildTests(PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_image_is_pushed_by_its_build_and_no_engine_is_asked()
    {
        await using var remote = await RemoteProject.CreateAsync(registry);
        await using var buildkit = new GrpcForwarder(remote.Project.Engine);
        var image = await registry.NameAsync();
        remote.On(buildkit.Address).With("COPY a.txt /", "RUN --mount=type=secret,id=token cat /a.txt && wc -c < /run/secrets/token").Project
            .WithFile("a.txt", remote.Project.Name).WithFile("token", "12345")
            .WithOptions(o => o with { Image = image.ToString(), Tags = "2;local:dev", Pushes = true, Secrets = [new SecretSource("token") { File = "token" }] });

        var outcome = await remote.BuildAsync();

        var digest = await registry.DigestAsync(image);
        Assert.NotNull(digest);
        Assert.Equal((digest, digest), (outcome.ImageId, await registry.DigestAsync(image with { Tag = "2" })));
        Assert.Equal([$"{image.Name}@{digest}"], outcome.Pushed.Select(pushed => pushed.Pinned).Distinct());
        Assert.Equal([image.ToString(), $"{image.Name}:2"], outcome.Tags);
        Assert.Contains($"{remote.Project.Name}5", remote.Project.Output);
        Assert.Null(await remote.Project.FindAsync("local:dev"));

        Assert.True((await remote.BuildAsync()).UpToDate, remote.Project.Said);
        Assert.True((await remote.BuildAsync()).Pushed.All(pushed => pushed.UpToDate));
        Assert.False((await remote.With("RUN true").BuildAsync()).UpToDate);
        Assert.NotEqual(digest, await registry.DigestAsync(image));

        // Another build takes a tag.
        await PrivateRegistry.PushAsync(remote.Project.Engine, await TaggedBaseAsync(remote, image));
        Assert.False((await remote.BuildAsync()).UpToDate);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task No_image_is_held_and_no_stage_kept_where_images_do_not_stay()
    {
        await using var remote = await RemoteProject.CreateAsync(registry);
        await using var buildkit = new GrpcForwarder(remote.Project.Engine);
        var image = await registry.NameAsync();
        remote.On(buildkit.Address).With("RUN true").Project.WithOptions(o => o with { Image = image.ToString(), Pushes = true, Holds = true, KeepFailed = true });

        Assert.Null((await remote.BuildAsync()).HeldName);

        var failure = Assert.Single(await Thrown.ByAsync(() => remote.With("RUN true", "RUN exit 3").BuildAsync()));
        Assert.Contains("RUN exit 3", failure.Text, StringComparison.Ordinal);
        Assert.Contains(remote.Project.Report.Warnings, warning => warning.Code == "HRP3252");
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_registry_that_wants_another_login_is_an_error_with_its_code()
    {
        await using var remote = await RemoteProject.CreateAsync(registry);
        await using var buildkit = new GrpcForwarder(remote.Project.Engine);
        var image = await registry.NameAsync();
        remote.On(buildkit.Address).Project.WithAll("FROM scratch", "COPY a.txt /").WithFile("a.txt", "a")
            .WithOptions(o => o with { Image = image.ToString(), Pushes = true });
        remote.Project.Variables.Remove("DOCKER_AUTH_CONFIG");

        var error = Assert.Single(await Thrown.ByAsync(() => remote.BuildAsync()));

        Assert.Equal("HRP5011", error.Code);
        Assert.Contains(image.ToString(), error.Text, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_image_is_loaded_into_the_engine_and_skipped_while_it_is_there()
    {
        await using var remote = await RemoteProject.CreateAsync(registry);
        await using var buildkit = new GrpcForwarder(remote.Project.Engine);
        remote.On(buildkit.Address).With($"RUN echo {remote.Project.Name} > /made");

        var outcome = await remote.BuildAsync(hasEngine: true);

        Assert.Equal(outcome.ImageId, (await remote.Project.FindAsync(remote.Project.Name))?.Id);
        Assert.Contains(outcome.ImageId, remote.Project.Built.Read().Keys);
        Assert.True((await remote.BuildAsync(hasEngine: true)).UpToDate, remote.Project.Said);
        await remote.Project.Engine.Images.RemoveAsync(outcome.ImageId, force: true, Token);
        Assert.Equal((outcome.ImageId, false), ((await remote.BuildAsync(hasEngine: true)).ImageId, remote.Project.Said.Contains("up to date", StringComparison.Ordinal)));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_output_needs_no_engine_and_TLS_has_both_certificates()
    {
        await using var remote = await RemoteProject.CreateAsync(registry);
        using var authority = new TestAuthority("BuildKit's authority");
        await using var buildkit = new GrpcForwarder(remote.Project.Engine, GrpcForwarder.Tls(authority.IssueServer(["127.0.0.1"]), authority.Pem));
        authority.WriteClientFolder(remote.Project.Path("certs"));
        remote.On(buildkit.Address, "certs").Project.WithAll($"FROM {remote.Base} AS made", "RUN echo made > /made", "FROM scratch", "COPY --from=made /made /").WithFile("context/none", "").WithOptions(o => o with { Output = "out", Context = "context" });

        await remote.BuildAsync();

        Assert.Equal("made\n", await File.ReadAllTextAsync(remote.Project.Path("out/made"), Token));
        Assert.True((await remote.BuildAsync()).UpToDate, remote.Project.Said);

        File.Delete(remote.Project.Path("certs/cert.pem"));
        File.Delete(remote.Project.Path("certs/key.pem"));
        Assert.Equal(("HRP3232", "DockerBuilderCertPath"), await FailAsync(remote));
        using var other = new TestAuthority("Another authority");
        other.WriteClientFolder(remote.Project.Path("certs"));
        Assert.Equal(("HRP3232", "DockerBuilderCertPath"), await FailAsync(remote));
        Assert.Equal(("HRP3232", "DockerBuilder"), await FailAsync(remote.On(buildkit.Address)));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_container_and_a_pod_lead_to_BuildKit_by_buildctl()
    {
        await using var remote = await RemoteProject.CreateAsync(registry);
        await using var buildkit = new GrpcForwarder(remote.Project.Engine);
        await using var container = await BuildctlContainer.StartAsync(remote.Project, $"nc 127.0.0.1 {buildkit.Port}");
        remote.With($"RUN echo {remote.Project.Name}").Project.WithOptions(o => o with { Output = "type=tar,dest=out.tar" });

        await remote.On($"docker-container://{container.Name}").BuildAsync(hasEngine: true);
        Assert.True(File.Exists(remote.Project.Path("out.tar")));

        File.Delete(remote.Project.Path("out.tar"));
        FakeKubectl.Write(remote.Project, $"exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/{buildkit.Port}; cat <&3 & exec cat >&3'");
        await remote.On("kube-pod://buildkitd-0?namespace=ci&container=b").BuildAsync();
        Assert.True(File.Exists(remote.Project.Path("out.tar")));
        Assert.Equal("--namespace=ci exec --container=b -i buildkitd-0 -- buildctl dial-stdio", FakeKubectl.Arguments(remote.Project)[0]);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Without_an_engine_an_image_has_no_place_and_an_index_has_none_there_either()
    {
        await using var remote = await RemoteProject.CreateAsync(registry);
        await using var buildkit = new GrpcForwarder(remote.Project.Engine);
        remote.On(buildkit.Address).With("RUN true");

        Assert.Equal(("HRP3240", "DockerBuilder"), await FailAsync(remote));
        remote.Project.WithOptions(o => o with { Platforms = ["linux/amd64", "linux/arm64"] });
        var error = Assert.Single(await Thrown.ByAsync(() => remote.BuildAsync(hasEngine: true)));
        Assert.Equal(("HRP3241", "DockerBuildPlatforms"), (error.Code, error.Property));
    }

    private static async Task<(string, string?)> FailAsync(RemoteProject remote) =>
        Assert.Single(await Thrown.ByAsync(() => remote.BuildAsync())) is var error ? (error.Code, error.Property) : default;

    private static async Task<ImageReference> TaggedBaseAsync(RemoteProject remote, ImageReference image)
    {
        await remote.Project.Engine.Images.TagAsync(TestImages.Base, image.Name, image.Tag!, Token);
        return image;
    }
}
