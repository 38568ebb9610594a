using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Tasks.Output;
using Harpoon.Tasks.Tests.Infrastructure;

namespace Harpoon.Tasks.Tests.Output;

[Collection(nameof(MeasuredAlone))]
public sealed class ExecReportMemoryTests
{
    [Fact]
    public void A_million_lines_leave_nothing_in_memory()
    {
        var report = new ExecReport(TestLog.Report(new DeafBuildEngine()), TestLog.Log(new RecordingBuildEngine()), new OutputParameters(), new HostPaths([], null));
        var line = new OutputLine(OutputChannel.StandardOutput, new string('x', 80));
        report.Output(line);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < 1_000_000; i++)
        {
            report.Output(line);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000);
        GC.KeepAlive(report);
    }
}
