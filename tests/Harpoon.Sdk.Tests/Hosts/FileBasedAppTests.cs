namespace Harpoon.Sdk.Tests.Hosts;

public sealed class FileBasedAppTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task It_is_built_and_run_like_any_project()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, $"#:property DockerImage={image}");

        var result = (await user.DotnetAsync("run", "app.cs", "--", "you")).SucceededWithoutWarnings();

        Assert.Contains("hello you", result.Lines);
        Assert.NotNull(await image.FindAsync());
    }

    [Fact]
    public async Task Its_image_has_its_name_and_an_error_its_directives_line()
    {
        using var user = new Scratch(sdk);
        Write(user, "#:property DockerImageTags=feature/login");

        var result = (await user.DotnetAsync("build", "app.cs", "-t:DockerBuild")).FailedWith("HRP3003");

        Assert.Contains($"{user.PathOf("app.cs")}(6,1): error HRP3003", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("HRP2029", result.Output, StringComparison.Ordinal);

        result = await user.DotnetAsync("build", "app.cs", "-t:DockerPush", "-p:DockerImageTags=1");
        Assert.Contains("error HRP5009: DockerImageTags: The image app:1 names", result.Output, StringComparison.Ordinal);
    }

    private static void Write(Scratch user, string directive)
    {
        user.Write("app.cs", $"""
            #:sdk Microsoft.NET.Sdk
            #:sdk {user.PureSdk.Replace('/', '@')}
            #:property PublishAot=false
            #:property DockerPublishApp=true
            #:property RunInContainer=true
            {directive}
            System.Console.WriteLine("hello " + string.Concat(args));
            """);
        user.Write("Dockerfile", """
            FROM harpoon-test-dotnet:latest
            COPY app /app
            ENTRYPOINT ["dotnet", "/app/app.dll"]
            """);
    }
}
