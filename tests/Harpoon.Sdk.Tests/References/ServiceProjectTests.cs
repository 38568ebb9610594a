using Harpoon.Engine.Client.Api;

namespace Harpoon.Sdk.Tests.References;

/// <summary>Services that are the images of other projects.</summary>
public sealed class ServiceProjectTests(PackedSdk sdk)
{
    private readonly string _name = $"api-{Guid.NewGuid():n}";

    [EngineFact]
    public async Task One_is_built_for_a_run_and_made_anew_when_its_image_changed()
    {
        await using var projects = new ImageProjects(sdk);
        projects.Write("Api", """<ItemGroup><DockerfileLine Include="CMD" Arguments="exec nc -ll -p 80 -e cat /Api.txt" /></ItemGroup>""", [])
            .Write("App", $"""
                <ItemGroup>
                  <DockerService Include="{_name}" Project="../Api/Api.proj" Port="80" />
                  <DockerfileLine Include="CMD nc {_name} 80 &lt;/dev/null" />
                </ItemGroup>
                """, []);

        var (run, tasks) = await projects.BuildAsync("build", "App", "-t:DockerRun");
        run.SucceededWithoutWarnings();
        Assert.Equal(["Api", "App"], tasks.Select(task => task.Project).Order());
        Assert.Contains($"Api 1 {projects.Salt}", run.Lines);

        var before = await UpAsync(projects);
        Assert.Equal(before, await UpAsync(projects));
        projects.File("Api", "changed");
        Assert.NotEqual(before, await UpAsync(projects));

        (await projects.User.DotnetAsync("build", "App", "-t:DockerDown")).SucceededWithoutWarnings();
        Assert.Empty(await RunningAsync());
    }

    /// <summary>The id of the service's container when it is up.</summary>
    private async Task<string> UpAsync(ImageProjects projects)
    {
        var (up, tasks) = await projects.BuildAsync("build", "App", "-t:DockerUp");
        up.SucceededWithoutWarnings();
        Assert.Equal(["Api"], tasks.Select(task => task.Project));
        return Assert.Single(await RunningAsync()).Id;
    }

    private async Task<IReadOnlyList<LabelledObject>> RunningAsync()
    {
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        var all = await engine.Containers.ListAsync(HarpoonLabels.Service, TestContext.Current.CancellationToken);
        return [.. all.Where(container => container.Labels[HarpoonLabels.Service] == _name)];
    }
}
