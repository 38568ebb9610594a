using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Tasks.Output;
using Harpoon.Tasks.Tests.Infrastructure;

namespace Harpoon.Tasks.Tests.Output;

[Collection(nameof(MeasuredAlone))]
public sealed class ExecReportMemoryTests
{
    [Fact]
    public void A_million_lines_leave_nothing_in_memory()
    {
        var report = new ExecReport(Tell.Report(new DeafBuildEngine()), Tell.Log(new RecordingBuildEngine()), new OutputParameters(), new HostPaths([], null));
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
