namespace Harpoon.Sdk.Tests.References;

/// <summary>References that can't be, or whose images can't be built.</summary>
public sealed class WrongReferenceTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task An_image_that_fails_is_one_line_in_each_project_on_it()
    {
        await using var projects = new ImageProjects(sdk);
        projects.Write("Base", """<ItemGroup><DockerfileLine Include="RUN echo this is why &amp;&amp; false" /></ItemGroup>""", []);
        projects.Write("Left", "Base").Write("Right", "Base").Write("Top", "Left", "Right");

        var (result, tasks) = await projects.BuildAsync("build", "Top");

        result.FailedWith("HRP3006");
        Assert.Equal(["Base"], tasks.Select(task => task.Project));
        Assert.Equal(
            ["Base.proj HRP3006", "Left.proj HRP3302", "Right.proj HRP3302", "Top.proj HRP3302", "Top.proj HRP3302"],
            Errors(result));
    }

    [EngineFact]
    public async Task A_circle_is_an_error_with_its_path_and_nothing_is_built()
    {
        await using var projects = new ImageProjects(sdk);
        projects.Write("Other").Write("Base", "Top").Write("Left", "Base", "Other").Write("Top", "Other", "Left");

        var (result, tasks) = await projects.BuildAsync("build", "Top");

        result.FailedWith("HRP3303");
        Assert.Empty(tasks);
        Assert.Contains(
            string.Join(" -> ", ((string[])["Top", "Left", "Base", "Top"]).Select(name => projects.User.PathOf($"{name}/{name}.proj"))), result.Output, StringComparison.Ordinal);
        Assert.Null(await projects.FindAsync("Other"));
    }

    [Fact]
    public async Task A_project_that_has_no_image_or_is_not_there_is_an_error_at_its_item()
    {
        using var user = new Scratch(sdk);
        user.Write("Library/Library.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        user.WritePure("App/App.proj", $"""
            <ItemGroup>
              <DockerNamedContext Include="library" Project="../Library/Library.csproj" />
              <DockerfileLine Include="FROM library" />
            </ItemGroup>
            """);
        user.WritePure("Lost/Lost.proj", """<ItemGroup><DockerService Include="api" Project="../Nowhere/Api.csproj" /></ItemGroup>""");

        var without = (await user.DotnetAsync("build", "App", "-tl:off")).FailedWith("HRP3301");
        var lost = (await user.DotnetAsync("build", "Lost", "-t:DockerUp", "-tl:off")).FailedWith("HRP3300");

        Assert.Equal(["App.proj HRP3301"], Errors(without));
        Assert.Contains("App.proj(3,3): error HRP3301: DockerNamedContext 'library' names", without.Output, StringComparison.Ordinal);
        Assert.Equal(["Lost.proj HRP3300"], Errors(lost));
        Assert.Contains("Lost.proj(2,14): error HRP3300: DockerService 'api' names the project", lost.Output, StringComparison.Ordinal);
    }

    /// <summary>Each error's file and code, once: MSBuild names them before each line of a text, and repeats them at the end.</summary>
    private static IEnumerable<string> Errors(RunResult result) => result.Lines
        .Where(line => line.Contains(": error ", StringComparison.Ordinal))
        .Select(line => line.Split(": error "))
        .Select(parts => (Place: parts[0], Code: parts[1].Split(':')[0]))
        .Distinct()
        .Select(error => $"{Path.GetFileName(error.Place.Split('(')[0])} {error.Code}")
        .Order(StringComparer.Ordinal);
}
