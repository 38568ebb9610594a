namespace Harpoon.Sdk.Tests.Hosts;

public sealed class MultiTargetingTests(PackedSdk sdk)
{
    private const string Frameworks = "<TargetFrameworks>net10.0;net9.0</TargetFrameworks>";

    [EngineFact]
    public async Task The_image_is_built_and_run_once()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WriteCsproj("App.csproj", Snippets.Saying(image, "lolz"), Frameworks);

        // Without restore, which would ask the feed for the older framework's reference assemblies.
        var result = (await user.DotnetAsync("build", "-t:DockerRun", "--no-restore")).SucceededWithoutWarnings();

        Assert.Single(result.Lines, line => line == "lolz");
    }

    [EngineFact]
    public async Task However_many_frameworks_ask_it_is_built_and_run_once()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WriteCsproj(
            "App.csproj",
            Snippets.Saying(image, "lolz") + """
            <Target Name="Both">
              <ItemGroup>
                <Inner Include="$(MSBuildProjectFullPath)" AdditionalProperties="TargetFramework=net10.0" />
                <Inner Include="$(MSBuildProjectFullPath)" AdditionalProperties="TargetFramework=net9.0" />
              </ItemGroup>
              <MSBuild Projects="@(Inner)" Targets="DockerRun" BuildInParallel="true" />
            </Target>
            """,
            Frameworks);

        var result = (await user.DotnetAsync("build", "-t:Both", "--no-restore")).SucceededWithoutWarnings();

        Assert.Single(result.Lines, line => line == "lolz");
        Assert.Single(result.Lines, line => line.StartsWith("Built ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_application_is_published_for_one_framework_that_the_user_names()
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("App.csproj", "<PropertyGroup><DockerPublishApp>true</DockerPublishApp></PropertyGroup>", Frameworks);

        var result = (await user.DotnetAsync("build", "-t:DockerBuild", "--no-restore")).FailedWith("HRP1053");

        Assert.Contains("net10.0, net9.0", result.Output, StringComparison.Ordinal);
    }
}
