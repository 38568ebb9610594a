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

        Assert.Contains("Image.proj(6,7): error HRP3050: DockerBuildSecret", result.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(7,7): error HRP3050: DockerBuildSsh", result.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(12,9): error HRP3050: DockerBuildSsh", result.Output, StringComparison.Ordinal);
    }
}
