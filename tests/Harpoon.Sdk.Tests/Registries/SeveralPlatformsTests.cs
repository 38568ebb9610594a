using Harpoon.Engine.Client;

namespace Harpoon.Sdk.Tests.Registries;

/// <summary>One image for several platforms, whatever the engine's store holds. The steps run nothing: there is no emulator.</summary>
public sealed class SeveralPlatformsTests(PackedSdk sdk, PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    private static readonly string[] Both = ["linux/amd64", "linux/arm64"];

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task They_are_pushed_under_one_name_and_the_summary_and_the_result_file_have_each()
    {
        using var user = new Scratch(sdk);
        var image = await registry.NameAsync();
        user.Environment["DOCKER_AUTH_CONFIG"] = registry.Settings();
        user.Environment["GITHUB_ACTIONS"] = "true";
        user.Environment["GITHUB_STEP_SUMMARY"] = user.Write("summary", "");
        user.Write("file", image.Path);
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
              <DockerBuildPlatforms>linux/amd64;linux/arm64</DockerBuildPlatforms>
              <DockerResultFile>result.json</DockerResultFile>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM scratch" />
              <DockerfileLine Include="COPY file /" />
            </ItemGroup>
            <Target Name="Report" AfterTargets="DockerPush">
              <Message Importance="high" Text="[%(DockerPushedImage.Platform)] %(DockerPushedImage.Pinned) %(DockerPushedImage.UpToDate)" />
            </Target>
            """);

        var first = (await user.DotnetAsync("build", "-t:DockerPush", "-tl:off")).SucceededWithoutWarnings();
        var second = (await user.DotnetAsync("build", "-t:DockerPush", "-tl:off")).SucceededWithoutWarnings();
        (await user.DotnetAsync("build", "-t:DockerClean")).Succeeded();

        var digest = await registry.DigestAsync(image);
        Assert.Contains($"[] {image.Name}@{digest} false", first.Lines);
        Assert.Contains($"[] {image.Name}@{digest} true", second.Lines);
        var summary = await File.ReadAllTextAsync(user.PathOf("summary"), TestContext.Current.CancellationToken);
        Assert.Contains($"| `{image}` | linux/amd64, linux/arm64 | `{digest}` |", summary, StringComparison.Ordinal);
        using var result = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(user.PathOf("result.json"), TestContext.Current.CancellationToken));
        Assert.Equal(Both, result.RootElement.GetProperty("images").EnumerateArray().Select(one => one.GetProperty("platform").GetString()));
        foreach (var one in result.RootElement.GetProperty("images").EnumerateArray())
        {
            var part = one.GetProperty("digest").GetString();
            Assert.Contains($"[{one.GetProperty("platform").GetString()}] {image.Name}@{part} false", first.Lines);
            Assert.Contains($"| `{part}` |", summary, StringComparison.Ordinal);
        }
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_archive_of_one_of_them_is_an_error_where_the_store_holds_no_index()
    {
        await using (var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken))
        {
            Assert.SkipWhen((await EngineInformation.OfAsync(engine, TestContext.Current.CancellationToken)).IsContainerd, "The engine has the containerd image store.");
        }

        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Write("file", image.Name);
        user.WritePure("Image.proj", $"""
            <PropertyGroup><DockerImage>{image.Name}</DockerImage></PropertyGroup>
            <PropertyGroup>
              <DockerBuildPlatforms>linux/amd64;linux/arm64</DockerBuildPlatforms>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM scratch" />
              <DockerfileLine Include="COPY file /" />
            </ItemGroup>
            """);

        var result = await user.DotnetAsync("build", "-t:DockerSave", "-tl:off");
        (await user.DotnetAsync("build", "-t:DockerClean")).Succeeded();

        Assert.Contains("Image.proj(4,3): error HRP5042: ", result.FailedWith("HRP5042").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DockerBuildPlatforms", "linux/amd64;linux/arm46", "linux/arm64", "DockerBuild")]
    [InlineData("DockerBuildPlatform", "linx/amd64", "linux/amd64", "DockerBuild")]
    [InlineData("DockerBuildPlatforms", "linux/amd64;linx/arm64", "linux/arm64", "DockerPull")]
    [InlineData("DockerBuildPlatforms", "linx/amd64", "linux/amd64", "DockerCheck")]
    public async Task A_misspelled_platform_is_an_error_at_its_property_before_an_engine_is_asked(string property, string value, string meant, string target)
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <{property}>{value}</{property}>
            </PropertyGroup>
            <ItemGroup><DockerfileLine Include="FROM example.invalid/base" /></ItemGroup>
            """);

        var result = (await user.DotnetAsync("build", $"-t:{target}", "-tl:off", "-p:DockerHost=tcp://127.0.0.1:1")).FailedWith("HRP5044");

        Assert.Contains("Image.proj(3,3): error HRP5044: ", result.Output, StringComparison.Ordinal);
        Assert.Contains($"such as {meant}.", result.Output, StringComparison.Ordinal);
    }
}
