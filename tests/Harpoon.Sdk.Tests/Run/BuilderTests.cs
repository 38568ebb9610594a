namespace Harpoon.Sdk.Tests.Run;

/// <summary>Which builder builds, and what is told where it is not the one that is needed.</summary>
public sealed class BuilderTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task What_the_classic_builder_lacks_is_an_error_at_each_items_line()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerBuilder>classic</DockerBuilder>
            </PropertyGroup>
            <ItemGroup>
              <DockerBuildSecret Include="token" EnvironmentVariable="APP_TOKEN" />
              <DockerBuildSsh Include="default" />
              <DockerfileLine Include="FROM {TestImages.Base}" />
            </ItemGroup>
            <Target Name="Late" BeforeTargets="DockerBuild">
              <ItemGroup>
                <DockerBuildSsh Include="late" />
              </ItemGroup>
            </Target>
            """);

        var result = (await user.DotnetAsync("build")).FailedWith("HRP3050");

        Assert.Contains("Image.proj(6,3): error HRP3050: DockerBuildSecret", result.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(7,3): error HRP3050: DockerBuildSsh", result.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(12,5): error HRP3050: DockerBuildSsh", result.Output, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_docker_CLIs_switch_takes_the_classic_builder_and_a_quiet_message_says_so()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Environment["DOCKER_BUILDKIT"] = "0";
        user.WritePure("Image.proj", Snippets.Saying(image, "lolz"));

        var normal = (await user.DotnetAsync("build", "-v:normal")).SucceededWithoutWarnings();
        var detailed = (await user.DotnetAsync("build", "-v:detailed", "-p:DockerBuildAlways=true")).Succeeded();

        Assert.Contains(normal.Lines, line => line.StartsWith("Step 1/", StringComparison.Ordinal));
        Assert.DoesNotContain("classic builder", normal.Output, StringComparison.Ordinal);
        Assert.Contains("Building with the classic builder, because the environment variable DOCKER_BUILDKIT is '0'.", detailed.Lines);
    }

    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [InlineData("classic", "Step 1/")]
    [InlineData("buildkit", "#1 [1/")]
    public async Task The_project_takes_a_builder_whatever_the_docker_CLIs_switch_says(string builder, string firstLine)
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Environment["DOCKER_BUILDKIT"] = builder == "classic" ? "1" : "0";
        user.WritePure("Image.proj", Snippets.Saying(image, "lolz"));

        var result = (await user.DotnetAsync("build", $"-p:DockerBuilder={builder}")).SucceededWithoutWarnings();

        Assert.Contains(result.Lines, line => line.StartsWith(firstLine, StringComparison.Ordinal));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task What_BuildKit_needs_is_loaded_for_a_build_by_BuildKit_and_for_no_other()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="COPY" Arguments="Image.proj /" />
            </ItemGroup>
            """);

        Assert.True(await LoadsBuildKitAsync(user, "Built "));
        Assert.False(await LoadsBuildKitAsync(user, "is up to date"));
        Assert.False(await LoadsBuildKitAsync(user, "Built ", "-p:DockerBuilder=classic"));
    }

    /// <summary>Whether a build loads the library: MSBuild tells of each that a task loads, at its most talkative.</summary>
    private static async Task<bool> LoadsBuildKitAsync(Scratch user, string expected, params string[] options)
    {
        var result = (await user.DotnetAsync(["build", "-v:diag", .. options])).Succeeded();
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        Assert.Contains("(Harpoon.Tasks.DockerBuild): System.Net.Sockets,", result.Output, StringComparison.Ordinal);
        return result.Output.Contains("(Harpoon.Tasks.DockerBuild): Harpoon.BuildKit,", StringComparison.Ordinal);
    }
}
