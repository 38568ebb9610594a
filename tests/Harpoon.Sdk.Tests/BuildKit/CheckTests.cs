namespace Harpoon.Sdk.Tests.BuildKit;

/// <summary>The target that runs BuildKit's checks.</summary>
public sealed class CheckTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task Findings_are_warnings_at_their_lines_or_errors_and_nothing_is_built()
    {
        await SkipWithoutChecksAsync();
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WriteCsproj("App.csproj", $"""
            <PropertyGroup><DockerImage>{image}</DockerImage></PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base} AS One" />
              <DockerfileLine Include="RUN exit 1" />
            </ItemGroup>
            """);

        var warned = (await user.DotnetAsync("build", "-t:DockerCheck", "--no-restore")).Succeeded();
        var failed = (await user.DotnetAsync("build", "-t:DockerCheck", "--no-restore", "-p:DockerCheckAsErrors=true")).FailedWith("HRP3040-StageNameCasing");

        Assert.Contains("App.csproj(6,3): warning HRP3040-StageNameCasing: ", warned.Output, StringComparison.Ordinal);
        Assert.Contains("App.csproj(6,3): error HRP3040-StageNameCasing: ", failed.Output, StringComparison.Ordinal);
        Assert.Null(await image.FindAsync());
    }

    [EngineFact]
    public async Task A_flag_that_is_none_is_reported_at_its_line()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerCheckAsErrors>maybe</DockerCheckAsErrors>
            </PropertyGroup>
            <ItemGroup><DockerfileLine Include="FROM {TestImages.Base}" /></ItemGroup>
            """);

        Assert.Contains("Image.proj(3,3): error HRP", (await user.DotnetAsync("build", "-t:DockerCheck")).Output, StringComparison.Ordinal);
    }

    private static async Task SkipWithoutChecksAsync()
    {
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        var ping = await engine.PingAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(ping.IsPodman || ping.ApiVersion < new Version(1, 46), "BuildKit has checks since Docker 27.");
    }
}
