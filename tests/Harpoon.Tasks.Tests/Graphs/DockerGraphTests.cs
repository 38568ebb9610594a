using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Graphs;
using Harpoon.Tasks.Graphs;
using Harpoon.Tasks.References;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.Graphs;

public sealed class DockerGraphTests
{
    private static readonly string Project = Path.Combine(AppContext.BaseDirectory, "a; %41", "App.csproj");

    [Fact]
    public void A_path_alone_is_no_project()
    {
        var engine = new RecordingBuildEngine();

        Assert.False(new DockerGraph { BuildEngine = engine, ProjectFile = Project, Projects = [new TaskItem("../Base/Base.proj")] }.Execute());

        Assert.Equal("HRP3316", Assert.Single(engine.Errors).Code);
    }

    [Fact]
    public void A_project_is_collected_once_with_its_services()
    {
        var item = GraphItem.Of(new GraphProject(Project) { Tags = ["app:latest"], State = GraphState.UpToDate }, "sha256:1");
        var task = new DockerGraph
        {
            BuildEngine = new RecordingBuildEngine(),
            ProjectFile = Project,
            CollectOnly = true,
            Projects = [item, item],
            Services = [Service("api", "Project", "../Api/Api.csproj"), Service("db", "Image", "postgres"), new TaskItem("nothing")],
        };

        Assert.True(task.Execute());

        var collected = Assert.Single(task.Collected);
        Assert.Equal((Project, "sha256:1"), (collected.ItemSpec, collected.GetMetadata("ImageId")));
        Assert.Equal(
            [
                new ImageLink("service api", Path.GetFullPath("../Api/Api.csproj", Path.GetDirectoryName(Project)!)) { IsProject = true, IsService = true },
                new ImageLink("service db", "postgres") { IsService = true },
            ],
            GraphItem.Read(collected).Links);
    }

    private static TaskItem Service(string name, string metadata, string value)
    {
        var item = new TaskItem(name);
        item.SetMetadata(metadata, value);
        return item;
    }
}
