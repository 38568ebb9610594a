namespace Harpoon.Sdk.Tests.Hosts;

public sealed class CsprojTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task One_command_builds_the_image_and_runs_it()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WriteCsproj("App.csproj", Snippets.Saying(image, "lolz"));

        var result = (await user.DotnetAsync("build", "-t:DockerRun")).SucceededWithoutWarnings();

        Assert.Contains("lolz", result.Lines);
        Assert.NotNull(await image.FindAsync());
    }

    [EngineFact]
    public async Task What_has_not_changed_is_not_built_again()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WriteCsproj("App.csproj", Snippets.Saying(image, "lolz"));
        (await user.DotnetAsync("build", "-t:DockerBuild")).Succeeded();

        var again = (await user.DotnetAsync("build", "-t:DockerBuild", "-v:n")).Succeeded();

        Assert.Contains("is up to date", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Built ", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_build_runs_nothing_of_ours()
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("App.csproj", """<ItemGroup><DockerfileLine Include="FROM nowhere" /></ItemGroup>""");

        (await user.DotnetAsync("build", "-bl:b.binlog")).SucceededWithoutWarnings();

        var log = BinaryLog.Read(user.PathOf("b.binlog"));
        Assert.Contains("CoreCompile", log.Targets);
        Assert.DoesNotContain(log.Targets, name => name.Contains("Docker", StringComparison.Ordinal) || name.StartsWith("_Harpoon", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Tasks, name => name.StartsWith("Docker", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_design_time_build_runs_nothing_of_ours()
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("App.csproj", string.Empty);

        (await user.DotnetAsync("build", "-t:DockerInfo;DockerBuild;DockerRun;DockerPrintDockerfile;DockerClean", "-p:DesignTimeBuild=true", "-p:DockerHost=tcp://127.0.0.1:1")).Succeeded();
    }
}
