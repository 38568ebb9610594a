namespace Harpoon.Sdk.Tests.Info;

public sealed class DockerInfoTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task A_csproj_prints_what_the_engine_says_and_which_endpoint_was_chosen()
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("App.csproj", string.Empty);

        var result = (await user.DotnetAsync("build", "-t:DockerInfo")).SucceededWithoutWarnings();

        Assert.Contains(result.Lines, line => line.StartsWith("\"ServerVersion\": ", StringComparison.Ordinal));
        var end = result.Lines.ToList().LastIndexOf("}");
        Assert.Equal(
            ["Engine", "Version", "API", "Operating system", "Builder", "Image store"],
            result.Lines.Skip(end + 1).TakeWhile(line => line.Length > 0).Select(line => line.Split(':')[0]));
    }

    [EngineFact]
    public async Task A_pure_image_project_does_so_too()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", string.Empty);

        var result = (await user.DotnetAsync("build", "-t:DockerInfo", "-p:DockerInfoFormat=json")).SucceededWithoutWarnings();

        Assert.Contains(result.Lines, line => line.StartsWith("\"ServerVersion\": ", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Lines, line => line.StartsWith("Image store:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_a_coded_error_with_a_page()
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("App.csproj", "<PropertyGroup><DockerHost>unix:///nowhere/docker.sock</DockerHost></PropertyGroup>");

        var result = await user.DotnetAsync("build", "-t:DockerInfo");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches("error HRP10[0-4][0-9]", result.Output);
        Assert.Matches(@"App\.csproj\([0-9]+,[0-9]+\): error HRP1002", result.Output);
    }

    [Fact]
    public async Task An_error_without_a_place_of_its_own_is_the_projects()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", string.Empty);

        // Of the command line, and of the project as a whole.
        var engine = await user.DotnetAsync("build", "-t:DockerInfo", "-p:DockerHost=unix:///nowhere/docker.sock");
        var nothing = await user.DotnetAsync("build", "-t:DockerPrintDockerfile");

        Assert.Matches(@"Image\.proj : error HRP1002", engine.Output);
        Assert.Matches(@"Image\.proj : error HRP3014", nothing.Output);
    }
}
