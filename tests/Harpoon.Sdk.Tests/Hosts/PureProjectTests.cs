namespace Harpoon.Sdk.Tests.Hosts;

public sealed class PureProjectTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task Build_builds_the_image()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WritePure("Image.proj", Snippets.Saying(image, "lolz"));

        (await user.DotnetAsync("build")).SucceededWithoutWarnings();

        Assert.NotNull(await image.FindAsync());
    }

    [EngineFact]
    public async Task Directory_Build_files_are_read_and_files_go_to_obj()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Write("Directory.Build.props", "<Project><PropertyGroup><Words>from-props</Words></PropertyGroup></Project>");
        user.Write("Directory.Build.targets", $"<Project><PropertyGroup><DockerImage>{image}</DockerImage></PropertyGroup></Project>");
        user.WritePure("Image.proj", $"""
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="CMD echo $(Words)" />
            </ItemGroup>
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerRun")).SucceededWithoutWarnings();

        Assert.Contains("from-props", result.Lines);
        Assert.NotEmpty(Directory.GetFiles(user.PathOf("obj/harpoon"), "*.Dockerfile"));
        Assert.Equal(["Directory.Build.props", "Directory.Build.targets", "Image.proj", "nuget.config"], Names(Directory.GetFiles(user.Folder)));
    }

    [Fact]
    public async Task Visual_Studio_asks_the_engine_whether_it_is_up_to_date()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", string.Empty);

        Assert.Contains("true", (await user.DotnetAsync("msbuild", "-getProperty:DisableFastUpToDateCheck")).Succeeded().Lines);
    }

    [Fact]
    public async Task A_solution_takes_it()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", string.Empty);
        (await user.DotnetAsync("new", "sln", "--name", "All", "--format", "sln")).Succeeded();

        (await user.DotnetAsync("sln", "All.sln", "add", "Image.proj")).Succeeded();
    }

    private static IEnumerable<string?> Names(string[] paths) => paths.Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
