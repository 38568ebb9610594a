namespace Harpoon.Sdk.Tests.BuildKit;

/// <summary>A step that fails is an error where its line was written.</summary>
public sealed class StepFailureTests(PackedSdk sdk)
{
    private const string Failing = """<DockerfileLine Include="RUN" Arguments="seq 30 | sed 's/^/line /'; exit 9" />""";

    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [InlineData("Image.csproj")]
    [InlineData("Directory.Build.props")]
    [InlineData("more/Lines.props")]
    public async Task It_is_one_error_at_its_item_with_the_last_20_lines(string file)
    {
        using var user = new Scratch(sdk);
        user.Write("Directory.Build.props", Props($"""<DockerfileLine Include="FROM {TestImages.Base}" />"""));
        user.Write("more/Lines.props", Props());
        user.WriteCsproj("Image.csproj", """<Import Project="more/Lines.props" />""");
        var line = await AppendAsync(user.PathOf(file));

        var result = (await user.DotnetAsync("build", "-t:DockerBuild")).FailedWith("HRP3006");

        var errors = Errors(result);
        var place = $"{user.PathOf(file)}({line},1): error HRP3006: ";
        NonEmpty.All(errors, error => Assert.StartsWith(place, error, StringComparison.Ordinal));
        Assert.EndsWith("failed: it exited with code 9", WithoutProject(errors[0]), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(11, 20).Select(number => $"{place}  line {number}"), errors.Skip(1).Select(WithoutProject));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task In_a_Dockerfile_it_is_at_the_line_that_the_instruction_starts_in()
    {
        using var user = new Scratch(sdk);
        user.Write("images/tool.Dockerfile", $"FROM {TestImages.Base}\n# a comment\n\nRUN true && \\\n    exit 9\n");
        user.WritePure("Image.proj", "<PropertyGroup><Dockerfile>images/tool.Dockerfile</Dockerfile></PropertyGroup>");

        var result = (await user.DotnetAsync("build")).FailedWith("HRP3006");

        var error = Assert.Single(Errors(result));
        Assert.StartsWith($"{user.PathOf("images/tool.Dockerfile")}(4): error HRP3006: ", error, StringComparison.Ordinal);
    }

    /// <summary>Adds the line that fails to a project.</summary>
    /// <returns>Its number.</returns>
    private static async Task<int> AppendAsync(string file)
    {
        var text = (await File.ReadAllTextAsync(file)).Replace("</Project>", $"<ItemGroup>\n{Failing}\n</ItemGroup></Project>", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text);
        return text.Split('\n').TakeWhile(line => line != Failing).Count() + 1;
    }

    /// <summary>All that is told of errors, before the logger tells it again at its end.</summary>
    private static List<string> Errors(RunResult result) =>
        [.. result.Lines.TakeWhile(line => line != "Build FAILED.").Where(line => line.Contains("error", StringComparison.Ordinal))];

    private static string Props(string items = "") => $"<Project><ItemGroup>{items}</ItemGroup>\n</Project>\n";

    /// <summary>MSBuild names the project after an error in another file.</summary>
    private static string WithoutProject(string error) => error.Split(" [")[0];
}
