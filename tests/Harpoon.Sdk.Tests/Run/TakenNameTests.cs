namespace Harpoon.Sdk.Tests.Run;

public sealed class TakenNameTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task What_was_built_runs_though_another_build_takes_its_name_before_the_run()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WritePure("Image.proj", Snippets.Saying(image, "mine") + $$"""
            <PropertyGroup>
              <Another>FROM {{TestImages.Base}}%0ACMD echo other</Another>
              <DockerRunDependsOn>TakeName</DockerRunDependsOn>
            </PropertyGroup>
            <Target Name="TakeName">
              <DockerBuild ProjectFile="$(MSBuildProjectFullPath)" Image="$(DockerImage)" Text="$(Another)" IntermediateDirectory="obj/another" />
            </Target>
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerRun", "-tl:off")).SucceededWithoutWarnings();

        Assert.Contains("mine", result.Lines.Select(line => line.Trim()));
        Assert.DoesNotContain("other", result.Lines.Select(line => line.Trim()));
    }
}
