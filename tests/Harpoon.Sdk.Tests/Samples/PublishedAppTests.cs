namespace Harpoon.Sdk.Tests.Samples;

public sealed class PublishedAppTests(PackedSdk sdk)
{
    // The .NET runtime of this machine's SDK; the set-up makes it.
    private const string RuntimeImage = "harpoon-test-dotnet:latest";

    [EngineFact]
    public async Task The_published_app_runs_in_its_container()
    {
        await using var sample = new SampleCopy(sdk, "PublishedApp");

        RunResult result = (await sample.BuildAsync("DockerRun", $"-p:RuntimeImage={RuntimeImage}")).SucceededWithoutWarnings();

        Assert.Contains("Ahoy, Harpoon! This is .NET 10 in a container.", result.Lines);
    }

    [EngineFact]
    public async Task The_image_of_an_app_that_did_not_change_is_not_built_again()
    {
        await using var sample = new SampleCopy(sdk, "PublishedApp");
        string[] properties = [$"-p:RuntimeImage={RuntimeImage}", "-v:n"];

        Assert.Contains("Building publishedapp:latest, because", (await sample.BuildAsync("DockerBuild", properties)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("publishedapp:latest is up to date", (await sample.BuildAsync("DockerBuild", properties)).Succeeded().Output, StringComparison.Ordinal);

        sample.Replace("Program.cs", "in a container", "in a box");
        Assert.Contains("Building publishedapp:latest, because", (await sample.BuildAsync("DockerBuild", properties)).Succeeded().Output, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task It_runs_in_its_container_by_dotnet_run()
    {
        await using var sample = new SampleCopy(sdk, "PublishedApp");

        RunResult result = await sample.RunAsync("-p:RunInContainer=true", $"-p:RuntimeImage={RuntimeImage}");

        Assert.Contains("Ahoy, Harpoon! This is .NET 10 in a container.", result.Succeeded().Lines);
    }
}
