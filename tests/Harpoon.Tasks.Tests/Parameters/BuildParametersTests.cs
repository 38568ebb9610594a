using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.Parameters;

public sealed class BuildParametersTests
{
    private static readonly HostEnvironment Host = new(_ => null, "/project", "/home/me") { Platform = HostPlatform.Linux };

    [Fact]
    public void Each_parameter_of_steps_says_what_its_item_says()
    {
        var steps = Parse(new DockerBuild
        {
            ExtraHosts = [Item("db=10.0.0.1"), Item("up", ("Value", "host-gateway"))],
            ShmSize = "128m",
            Ulimits = [Item("nofile=1"), Item("core", ("Value", "0")), Item("nofile=2:3")],
            NoCacheFilter = ["a", " b "],
            Allow = [Item("network.host"), Item("network.host")],
        }).Steps;

        Assert.Equal(["db:10.0.0.1", "up:host-gateway"], steps.ExtraHosts);
        Assert.Equal(128 << 20, steps.ShmSize);
        Assert.Equal(["core=0:0", "nofile=2:3"], steps.Ulimits.Select(limit => limit.ToString()));
        Assert.Equal(["a", "b"], steps.NoCacheStages);
        Assert.Equal(["network.host"], steps.Entitlements);
    }

    [Fact]
    public void Each_parameter_of_metadata_says_what_its_item_says()
    {
        var metadata = Parse(new DockerBuild
        {
            SourceDateEpoch = "git",
            AddOciLabels = "true",
            OciLabels = [Item("title", ("Value", "A; B")), Item("version", ("Value", "")), Item("source")],
            Provenance = "max",
            Sbom = "generator=scanner:1",
            Annotations = [Item("a", ("Value", "1; 2")), Item("b=3", ("Level", "index;manifest"))],
        }).Metadata;

        Assert.Equal(("git", true, ProvenanceMode.Max, "scanner:1"), (metadata.SourceDateEpoch, metadata.HasOciLabels, metadata.Provenance, metadata.Sbom?.Generator));
        Assert.Equal([("title", "A; B")], metadata.OciLabels.Select(label => (label.Key, label.Value)));
        Assert.Equal(
            [("a", "1; 2", "manifest"), ("b", "3", "index manifest")],
            metadata.Annotations.Select(annotation => (annotation.Name, annotation.Value, string.Join(' ', annotation.Levels))));
    }

    public static TheoryData<string, string, Action<DockerBuild>> OfProperties => new()
    {
        { "HRP4002", "DockerBuildShmSize", task => task.ShmSize = "much" },
        { "HRP3220", "DockerProvenance", task => task.Provenance = "full" },
        { "HRP3221", "DockerSbom", task => task.Sbom = "spdx" },
        { "HRP3165", "DockerCache", task => task.Cache = "Registry/App" },
        { "HRP1060", "DockerLabels", task => task.AddOciLabels = "perhaps" },
    };

    public static TheoryData<string, string, Action<DockerBuild, ITaskItem>, string> OfItems => new()
    {
        { "HRP4106", "DockerBuildExtraHost", (task, item) => task.ExtraHosts = [Item("a=10.0.0.1"), item], "db" },
        { "HRP3200", "DockerBuildUlimit", (task, item) => task.Ulimits = [item], "nofile" },
        { "HRP3201", "DockerBuildAllow", (task, item) => task.Allow = [item], "network" },
        { "HRP3222", "DockerAnnotation", (task, item) => task.Annotations = [item], "a b=c" },
        { "HRP3226", "DockerAnnotation", (task, item) => task.Annotations = [item], "a" },
    };

    [Theory]
    [MemberData(nameof(OfProperties))]
    public void What_can_not_be_read_is_about_its_property(string code, string property, Action<DockerBuild> set)
    {
        var task = new DockerBuild();
        set(task);

        var error = Assert.Throws<HarpoonException>(() => Parse(task)).Diagnostics.Single();

        Assert.Equal((code, property), (error.Code, error.Property));
    }

    [Theory]
    [MemberData(nameof(OfItems))]
    public void Or_about_its_item(string code, string name, Action<DockerBuild, ITaskItem> set, string include)
    {
        var task = new DockerBuild();
        set(task, Item(include));

        var error = Assert.Throws<HarpoonException>(() => Parse(task)).Diagnostics.Single();

        Assert.Equal((code, new ItemReference(name, include)), (error.Code, error.Item));
    }

    private static ImageBuildOptions Parse(DockerBuild task)
    {
        task.CheckItems = true;
        return BuildParameters.Parse(task, DockerfileParameters.Parse(task, null), "/project/app.csproj", "/project/obj", Host);
    }

    private static TaskItem Item(string include, params (string Name, string Value)[] metadata)
    {
        var item = new TaskItem(include);
        foreach (var (name, value) in metadata)
        {
            item.SetMetadata(name, value);
        }

        return item;
    }
}
