using System.Text;
using Harpoon.Engine.Diagnostics;
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
}
