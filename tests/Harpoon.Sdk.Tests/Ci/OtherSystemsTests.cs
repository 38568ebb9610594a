namespace Harpoon.Sdk.Tests.Ci;

/// <summary>A build in Azure Pipelines and in TeamCity: what they get, and what they do not obey.</summary>
public sealed class OtherSystemsTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task Azure_pipelines_gets_outputs_and_a_summary_and_obeys_no_container()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Environment["TF_BUILD"] = "True";
        user.WritePure("Image.proj", CommandLines.Project(image));

        var result = (await user.DotnetAsync("build", "-t:DockerRun")).Succeeded();

        // The agent looks for this anywhere in a line.
        Assert.Equal(
            [
                $"##vso[task.setvariable variable=DockerImageId;isOutput=true]{(await image.FindAsync())!.Id}",
                $"##vso[task.setvariable variable=DockerImageReference;isOutput=true]{image}:latest",
                $"##vso[task.setvariable variable=DockerImageReferences;isOutput=true]{image}:latest",
                $"##vso[task.uploadsummary]{user.PathOf("obj/harpoon/Image.build.md")}",
            ],
            result.Lines.Where(line => line.Contains("##vso[", StringComparison.Ordinal)));
        Assert.DoesNotContain("##[", result.Output, StringComparison.Ordinal);
        Assert.Contains("| `" + image, await File.ReadAllTextAsync(user.PathOf("obj/harpoon/Image.build.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("## vso[task.setvariable variable=a]b", result.Lines);
    }

    [EngineFact]
    public async Task Teamcity_gets_parameters_and_a_block_and_obeys_no_container()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Environment["TEAMCITY_VERSION"] = "2025.07";
        user.WritePure("Image.proj", CommandLines.Project(image));

        var result = (await user.DotnetAsync("build", "-t:DockerRun")).Succeeded();

        Assert.Equal(
            [
                $"##teamcity[blockOpened name='Building {image}:latest']",
                $"##teamcity[blockClosed name='Building {image}:latest']",
                $"##teamcity[setParameter name='DockerImageId' value='{(await image.FindAsync())!.Id}']",
                $"##teamcity[setParameter name='DockerImageReference' value='{image}:latest']",
                $"##teamcity[setParameter name='DockerImageReferences' value='{image}:latest']",
            ],
            result.Lines.Where(line => line.Contains("##teamcity[", StringComparison.Ordinal)));
    }

    [EngineFact]
    public async Task Elsewhere_output_is_shown_as_it_is()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WritePure("Image.proj", CommandLines.Project(image));

        var result = (await user.DotnetAsync("build", "-t:DockerRun")).Succeeded();

        Assert.Contains("##vso[task.setvariable variable=a]b", result.Lines);
        Assert.Contains("::set-output name=a::b", result.Lines);
        Assert.DoesNotContain("::group::", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(user.PathOf("obj/harpoon/Image.build.md")));
    }
}
