using System.Collections.Concurrent;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Logging;
using Harpoon.Tasks.Parameters;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.Parameters;

public sealed class ItemMetadataTests
{
    [Theory]
    [InlineData("DockerService", "Ports", " Did you mean Port? Known metadata:")]
    [InlineData("DockerService", "HealthCheck", "no metadata 'HealthCheck', so it has no effect. Known metadata: Image,")]
    [InlineData("DockerEnvironmentVariable", "Requried", " Did you mean Required?")]
    [InlineData("DockerVolume", "Readonyl", " Did you mean ReadOnly?")]
    [InlineData("DockerBuildSecret", "Fiel", " Did you mean File?")]
    public void Metadata_without_effect_is_a_warning(string item, string name, string expected)
    {
        var warning = Assert.Single(Check(item, name, "x"));

        Assert.Equal("HRP2031", warning.Code);
        Assert.Contains(expected, warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DockerService", "image")]
    [InlineData("DockerService", "_Mine")]
    [InlineData("DockerfileLine", "Version")]
    [InlineData("DockerVolume", "CopyToOutputDirectory")]
    [InlineData("DockerRunLabel", "Anything")]
    public void Other_metadata_is_left_alone(string item, string name) => Assert.Empty(Check(item, name, "x"));

    [Fact]
    public void Metadata_that_is_cleared_has_nothing_to_lose() => Assert.Empty(Check("DockerService", "Ports", ""));

    private static ConcurrentQueue<BuildWarningEventArgs> Check(string itemName, string name, string value)
    {
        var engine = new RecordingBuildEngine();
        var task = new DockerInfo { BuildEngine = engine };
        var item = new TaskItem("it");
        item.SetMetadata(name, value);

        ItemMetadata.Check([new ReceivedItems(itemName, [item])], new LogReport(engine, task.Log, new LineStyle()));

        return engine.Warnings;
    }
}
