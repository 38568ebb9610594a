using Harpoon.Engine.Client;

namespace Harpoon.Sdk.Tests.BuildKit;

/// <summary>A machine without Docker, and a BuildKit elsewhere.</summary>
public sealed class RemoteBuilderTests(PackedSdk sdk, PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task A_machine_without_Docker_pushes_and_saves_what_BuildKit_built()
    {
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless((await EngineInformation.OfAsync(engine, TestContext.Current.CancellationToken)).IsContainerd, "This engine's BuildKit pushes nothing itself: its images are not in containerd's store.");
        await using var buildkit = new GrpcForwarder(engine);
        var image = await registry.NameAsync();
        using var user = new Scratch(sdk);
        user.Environment["DOCKER_HOST"] = "tcp://127.0.0.1:1";
        user.Environment["DOCKER_AUTH_CONFIG"] = registry.Settings();
        user.Environment["BUILDKIT_HOST"] = buildkit.Address;
        user.Write("a.txt", image.Path);
        user.WriteCsproj("App.csproj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
              <DockerResultFile>obj/image.json</DockerResultFile>
              <DockerArchive>app.tar.gz</DockerArchive>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {await registry.PushBaseAsync(engine, "remote-base")}" />
              <DockerfileLine Include="COPY a.txt /" />
            </ItemGroup>
            <Target Name="Report" AfterTargets="DockerPush">
              <Message Importance="high" Text="%(DockerPushedImage.Identity) is $(DockerImageDigest), up to date: %(DockerPushedImage.UpToDate)." />
            </Target>
            """);

        var pushed = (await user.DotnetAsync("build", "-t:DockerPush", "-tl:off")).SucceededWithoutWarnings();
        var again = (await user.DotnetAsync("build", "-t:DockerPush", "-tl:off")).SucceededWithoutWarnings();
        var result = await File.ReadAllTextAsync(user.PathOf("obj/image.json"), TestContext.Current.CancellationToken);
        (await user.DotnetAsync("build", "-t:DockerSave", "-tl:off")).SucceededWithoutWarnings();

        var digest = await registry.DigestAsync(image);
        Assert.NotNull(digest);
        Assert.Contains($"{image} is {digest}, up to date: false.", pushed.Lines);
        Assert.Contains($"{image} is {digest}, up to date: true.", again.Lines);
        Assert.Contains(digest, result, StringComparison.Ordinal);
        Assert.Equal([0x1f, 0x8b], (await File.ReadAllBytesAsync(user.PathOf("app.tar.gz"), TestContext.Current.CancellationToken))[..2]);
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_is_reported_at_its_line()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", """
            <PropertyGroup>
              <DockerBuilder>tcp://buildkit.example.com</DockerBuilder>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM scratch" />
            </ItemGroup>
            """);

        var result = (await user.DotnetAsync("build")).FailedWith("HRP3230");

        Assert.Contains("Image.proj(3,3): error HRP3230: 'tcp://buildkit.example.com'", result.Output, StringComparison.Ordinal);
    }
}
