using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Services.Spec;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.References;

/// <summary>Items that name projects, with the images that those made.</summary>
public sealed class ReferencedImagesTests
{
    private const string Id = "sha256:0123";

    private static readonly HostEnvironment Host = new(_ => null, "/src/App", "/home/me");

    private static readonly TaskItem Base = new("/src/Base/Base.proj", new Dictionary<string, string> { ["ImageId"] = Id, ["Reference"] = "base:1.2" });

    [Fact]
    public void A_named_context_is_the_image_by_its_id()
    {
        var contexts = new ReferencedImages([Base], Host).Contexts([ProjectFiles.Naming("base", "Base"), ProjectFiles.Naming("tools", "Base"), new TaskItem("files", new Dictionary<string, string> { ["Source"] = "files" })]);

        Assert.Equal([("base", true, Id), ("tools", true, Id), ("files", false, null)], contexts.Select(context => (context.Name, context.IsProject, context.ImageId)));
        Assert.Equal("/src/Base/Base.proj", contexts[0].Source);
    }

    [Fact]
    public void One_that_is_not_built_yet_has_no_id() => Assert.Null(new ReferencedImages([], Host).Contexts([ProjectFiles.Naming("base", "Base")])[0].ImageId);

    [Fact]
    public void A_service_runs_the_image_that_this_build_made_and_nothing_of_a_registry()
    {
        var service = Service([Base], ProjectFiles.Naming("api", "Base", ("Port", "80")));

        Assert.Equal(("base:1.2", Id, PullPolicy.Never), (service.Run.Image, service.Run.ImageId, service.Run.Pull));
        Assert.Equal([80], service.TcpPorts);
    }

    [Fact]
    public void One_whose_project_is_not_built_yet_is_named_by_it() => Assert.Equal("/src/Base/Base.proj", Service([], ProjectFiles.Naming("api", "Base")).Run.Image);

    [Theory]
    [InlineData("Source")]
    [InlineData("Image")]
    public void A_project_and_something_in_its_place_are_too_much(string other)
    {
        var item = ProjectFiles.Naming("base", "Base", (other, "docker-image://busybox"));
        var error = Assert.Throws<HarpoonException>(() => other == "Source" ? (object)new ReferencedImages([Base], Host).Contexts([item]) : Service([Base], item)).Diagnostics.Single();

        Assert.Equal(("HRP3305", new ItemReference(other == "Source" ? "DockerNamedContext" : "DockerService", "base")), (error.Code, error.Item));
    }

    private static Service Service(TaskItem[] images, TaskItem item) =>
        Assert.Single(ServiceParameters.Parse([item], "label", Host, [], new ReferencedImages(images, Host)).InOrder);
}
