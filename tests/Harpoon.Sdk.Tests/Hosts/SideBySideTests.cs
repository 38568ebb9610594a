namespace Harpoon.Sdk.Tests.Hosts;

public sealed class SideBySideTests(PackedSdk sdk)
{
    [EngineTheory]
    [InlineData("-m")]
    [InlineData("-mt")]
    public async Task Two_projects_of_a_solution_build_and_run_at_once_and_each_line_says_whose_it_is(string how)
    {
        using var user = new Scratch(sdk);
        await using var one = new TestImage();
        await using var two = new TestImage();
        user.WriteCsproj("One/One.csproj", Snippets.Saying(one, "lolz"));
        user.WriteCsproj("Two/Two.csproj", Snippets.Saying(two, "rofl"));
        (await user.DotnetAsync("new", "sln", "--name", "All", "--format", "sln")).Succeeded();
        (await user.DotnetAsync("sln", "All.sln", "add", "One/One.csproj", "Two/Two.csproj")).Succeeded();

        var result = (await user.DotnetAsync("build", "-t:DockerRun", how, "-bl:b.binlog")).SucceededWithoutWarnings();

        Assert.Contains("One: lolz", result.Lines);
        Assert.Contains("Two: rofl", result.Lines);
        Assert.DoesNotContain(
            BinaryLog.Read(user.PathOf("b.binlog")).Messages,
            text => text.StartsWith("Launching task \"Docker", StringComparison.Ordinal) && text.Contains("task host", StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task A_graph_build_runs_it_too()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Write("Library/Library.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            """);
        user.WriteCsproj("App/App.csproj", Snippets.Saying(image, "lolz") + """
            <ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>
            """);

        var result = (await user.DotnetAsync("build", "App/App.csproj", "-t:DockerRun", "-graph")).SucceededWithoutWarnings();

        Assert.Contains("lolz", result.Lines);
    }
}
