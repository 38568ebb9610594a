using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Ci;
using Harpoon.Terminal.Reports;

namespace Harpoon.Terminal.Tests.Reports;

public sealed class StandardErrorReportTests
{
    [Theory]
    [InlineData(false, "red and \nmore\n")]
    [InlineData(true, "red and \r\nmore\r\n")]
    public void What_others_wrote_gives_no_orders_to_the_terminal(bool isRaw, string shown)
    {
        using var error = new MemoryStream();

        new StandardErrorReport(error, () => isRaw, draw: null).Output(new OutputLine(OutputChannel.Build, "\u001b[31mred\u009b0m and \u202e\nmore"));

        Assert.Equal(shown, Encoding.UTF8.GetString(error.ToArray()));
    }

    [Fact]
    public void What_others_wrote_is_no_command_to_a_ci_system()
    {
        using var error = new MemoryStream();
        var ci = CiSystems.Of(new HostEnvironment(name => name == "GITHUB_ACTIONS" ? "true" : null, "/", "/"));

        new StandardErrorReport(error, () => false, draw: null, ci).Output(new OutputLine(OutputChannel.Build, "x ##[add-path]/tmp\n::set-output name=a::b"));

        Assert.Equal("x ## [add-path]/tmp\n: :set-output name=a::b\n", Encoding.UTF8.GetString(error.ToArray()));
    }
}
