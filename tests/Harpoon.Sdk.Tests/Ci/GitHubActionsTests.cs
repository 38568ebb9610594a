using System.Text.Json;

namespace Harpoon.Sdk.Tests.Ci;

/// <summary>A build in GitHub Actions: what its runner gets, and what it does not obey.</summary>
public sealed class GitHubActionsTests(PackedSdk sdk)
{
    [EngineTheory]
    [InlineData("auto", "-v:m")]
    [InlineData("auto", "-v:n")]
    [InlineData("classic", "-v:d")]
    [InlineData("classic", "-tl:on")]
    public async Task Commands_of_a_container_or_a_step_are_not_obeyed_and_the_builds_own_are(string builder, string option)
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        InGitHub(user);
        user.WritePure("Image.proj", CommandLines.Project(image, $"<DockerBuilder>{builder}</DockerBuilder>"));

        var result = (await user.DotnetAsync("build", "-t:DockerRun", option)).Succeeded();

        Assert.Equal([$"::group::Building {image}:latest", "::endgroup::"], GitHubRunner.Obeyed(result.Plain));
        Assert.Contains("the end", result.Lines);
        Assert.Contains(result.Lines, line => line.EndsWith("::set-output name=a::b", StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task Commands_of_projects_that_run_at_the_same_time_are_not_obeyed()
    {
        using var user = new Scratch(sdk);
        await using var one = new TestImage();
        await using var two = new TestImage();
        InGitHub(user);
        user.WritePure("One.proj", CommandLines.Project(one));
        user.WritePure("Two.proj", CommandLines.Project(two));
        user.Write("All.proj", """
            <Project><Target Name="Run"><MSBuild Projects="One.proj;Two.proj" Targets="DockerRun" BuildInParallel="true" /></Target></Project>
            """);

        var result = (await user.DotnetAsync("msbuild", "All.proj", "-t:Run", "-m:2", "-v:m")).Succeeded();

        Assert.Equal(2, result.Lines.Count(line => line == "the end"));
        Assert.Equal(4, GitHubRunner.Obeyed(result.Output).Count(line => line.StartsWith("::group::", StringComparison.Ordinal) || line == "::endgroup::"));
        Assert.Equal(4, GitHubRunner.Obeyed(result.Output).Count);
    }

    [EngineTheory]
    [InlineData("auto")]
    [InlineData("classic")]
    public async Task An_error_that_repeats_a_steps_lines_is_not_obeyed_either(string builder)
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        InGitHub(user);
        user.WritePure("Image.proj", CommandLines.Project(image, $"<DockerBuilder>{builder}</DockerBuilder>", "; exit 3"));

        foreach (var option in (string[])["-tl:off", "-tl:on"])
        {
            var result = await user.DotnetAsync("build", option);

            Assert.NotEqual(0, result.ExitCode);
            Assert.Equal([$"::group::Building {image}:latest", "::endgroup::"], GitHubRunner.Obeyed(result.Plain));
        }
    }

    [EngineFact]
    public async Task Outputs_and_the_summary_have_the_image_also_if_it_is_up_to_date()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        InGitHub(user);
        user.WritePure("Image.proj", Snippets.Saying(image, "lolz") + """
            <PropertyGroup>
              <DockerImageTags>latest;1.0</DockerImageTags>
              <DockerResultFile>out/image.json</DockerResultFile>
              <DockerImageIdFile>out/image.id</DockerImageIdFile>
            </PropertyGroup>
            """);

        (await user.DotnetAsync("build")).Succeeded();
        var first = Outputs(user);
        File.Delete(user.PathOf("output"));
        (await user.DotnetAsync("build")).Succeeded();

        var id = (await image.FindAsync())!.Id;
        Assert.Equal(id, await File.ReadAllTextAsync(user.PathOf("out/image.id"), TestContext.Current.CancellationToken));
        Assert.Equal((id, $"{image}:latest", $"{image}:latest\n{image}:1.0"), (first["DockerImageId"], first["DockerImageReference"], first["DockerImageReferences"]));
        Assert.Equal(first, Outputs(user));
        var summary = await File.ReadAllTextAsync(user.PathOf("summary"), TestContext.Current.CancellationToken);
        Assert.Equal(2, summary.Split('\n').Count(line => line.StartsWith($"| `{image}:latest`<br>`{image}:1.0` | linux/", StringComparison.Ordinal)));
        Assert.Equal(1, summary.Split('\n').Count(line => line.Contains("| up to date |", StringComparison.Ordinal)));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(user.PathOf("out/image.json"), TestContext.Current.CancellationToken));
        Assert.Equal((id, true), (json.RootElement.GetProperty("id").GetString(), json.RootElement.GetProperty("upToDate").GetBoolean()));
    }

    [EngineFact]
    public async Task Outputs_of_a_solutions_projects_start_with_their_names_and_none_has_a_group()
    {
        using var user = new Scratch(sdk);
        await using var one = new TestImage();
        await using var two = new TestImage();
        InGitHub(user);
        user.WriteCsproj("My.App/My.App.csproj", CommandLines.Project(one));
        user.WriteCsproj("Two/Two.csproj", CommandLines.Project(two));
        (await user.DotnetAsync("new", "sln", "--name", "All", "--format", "sln")).Succeeded();
        (await user.DotnetAsync("sln", "All.sln", "add", "My.App/My.App.csproj", "Two/Two.csproj")).Succeeded();

        var result = (await user.DotnetAsync("build", "-t:DockerBuild", "-m")).Succeeded();

        Assert.Equal(((await one.FindAsync())!.Id, (await two.FindAsync())!.Id), (Outputs(user)["My_App_DockerImageId"], Outputs(user)["Two_DockerImageId"]));
        Assert.DoesNotContain("DockerImageId", Outputs(user).Keys);
        Assert.Empty(GitHubRunner.Obeyed(result.Output));
    }

    [EngineFact]
    public async Task A_file_that_can_not_be_written_is_a_warning()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        InGitHub(user);
        user.Environment["GITHUB_OUTPUT"] = user.PathOf("none/output");
        user.WritePure("Image.proj", Snippets.Saying(image, "lolz"));

        Assert.Contains("warning HRP3162", (await user.DotnetAsync("build")).Succeeded().Output, StringComparison.Ordinal);
    }

    private static void InGitHub(Scratch user)
    {
        user.Environment["GITHUB_ACTIONS"] = "true";
        user.Environment["GITHUB_OUTPUT"] = user.Write("output", "");
        user.Environment["GITHUB_STEP_SUMMARY"] = user.Write("summary", "");
    }

    /// <summary>By GitHub's rules: a name, and a value that ends before the line that is its delimiter.</summary>
    private static Dictionary<string, string> Outputs(Scratch user)
    {
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = new Queue<string>(File.ReadAllLines(user.PathOf("output")));
        while (lines.TryDequeue(out var first))
        {
            var value = new List<string>();
            while (lines.Dequeue() is var line && line != first.Split("<<", 2)[1])
            {
                value.Add(line);
            }

            outputs[first.Split("<<", 2)[0]] = string.Join('\n', value);
        }

        return outputs;
    }
}
