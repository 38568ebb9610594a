using Harpoon.Tasks.Engines;
using Harpoon.Tasks.Tests.Infrastructure;

namespace Harpoon.Tasks.Tests.Engines;

public class SharedEnginesTests
{
    [Fact]
    public void Tasks_of_a_build_share_what_they_know()
    {
        var build = new WholeBuildEngine(new RecordingBuildEngine());

        Assert.Same(SharedEngines.Of(build), SharedEngines.Of(build));
    }

    [Fact]
    public void Builds_share_nothing() => Assert.NotSame(
        SharedEngines.Of(new WholeBuildEngine(new RecordingBuildEngine())), SharedEngines.Of(new WholeBuildEngine(new RecordingBuildEngine())));

    [Fact]
    public void A_host_that_keeps_no_objects_gives_each_task_its_own()
    {
        var build = new RecordingBuildEngine();

        Assert.NotSame(SharedEngines.Of(build), SharedEngines.Of(build));
    }
}
