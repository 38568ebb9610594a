namespace Harpoon.Sdk.Tests.References;

/// <summary>Solutions whose images are on one another: each is built once, however they are built.</summary>
public sealed class SolutionTests(PackedSdk sdk)
{
    private static readonly string[] Diamond = ["Base", "Left", "Right", "Top", "App", "OnApp"];

    [EngineTheory]
    [InlineData("All.slnx", "-m:3")]
    [InlineData("All.slnx", "-graph")]
    [InlineData("All.sln", "-mt")]
    public async Task Each_image_is_built_once(string file, string option)
    {
        await using var projects = new ImageProjects(sdk);
        projects.Write("Base").Write("Left", "Base").Write("Right", "Base").Write("Top", "Left", "Right")
            .WriteApp("App", "<TargetFrameworks>net10.0</TargetFrameworks>", "Base").Write("OnApp", "App", "Top");
        await projects.SolutionAsync(file, Diamond);

        var (first, tasks) = await projects.BuildAsync("build", file, option);
        var (second, afterwards) = await projects.File("Left", "changed").BuildAsync("build", file, option);

        first.SucceededWithoutWarnings();
        Assert.Equal(Diamond.Order(), tasks.Select(task => task.Project).Order());
        NonEmpty.All(tasks, task => Assert.True(task.Built));
        Assert.True(File.Exists(projects.User.PathOf("App/bin/Debug/net10.0/App.dll")));
        second.SucceededWithoutWarnings();
        Assert.Equal(Diamond.Order(), afterwards.Select(task => task.Project).Order());
        Assert.Equal(["Left", "OnApp", "Top"], afterwards.Where(task => task.Built).Select(task => task.Project).Order());
        foreach (var project in Diamond)
        {
            // None of the names is left that held it until the build ended.
            Assert.Equal([$"{projects.Image(project)}:latest"], (await projects.FindAsync(project))!.Tags);
        }
    }

    [EngineFact]
    public async Task Fifty_images_in_a_chain_and_a_fan_are_built_once_each_those_of_the_fan_at_the_same_time()
    {
        await using var projects = new ImageProjects(sdk);
        string[] chain = [.. Enumerable.Range(0, 15).Select(index => $"Chain{index}")], fan = [.. Enumerable.Range(0, 34).Select(index => $"Fan{index}")];
        projects.Write(chain[0]);
        foreach (var (before, next) in chain.Zip(chain.Skip(1)))
        {
            projects.Write(next, before);
        }

        foreach (var project in fan)
        {
            projects.Write(project, chain[^1]);
        }

        projects.Write("Top", fan);

        var (result, tasks) = await projects.BuildAsync("build", "Top", "-m:4");
        var (second, afterwards) = await projects.BuildAsync("build", "Top", "-m:4");

        result.SucceededWithoutWarnings();
        Assert.Equal([.. chain, .. fan.Order(), "Top"], tasks.OrderBy(task => Array.IndexOf(chain, task.Project) is >= 0 and var place ? place : int.MaxValue).ThenBy(task => task.Project).Select(task => task.Project));
        NonEmpty.All(tasks, task => Assert.True(task.Built));
        NonEmpty.All(chain.Zip(chain.Skip(1)), pair => Assert.True(Of(pair.First).End <= Of(pair.Second).Start));
        Assert.Contains(fan, one => fan.Any(other => Of(one).Overlaps(Of(other))));
        second.SucceededWithoutWarnings();
        Assert.Equal(50, afterwards.Count);
        Assert.DoesNotContain(afterwards, task => task.Built);

        ImageTask Of(string project) => tasks.Single(task => task.Project == project);
    }
}
