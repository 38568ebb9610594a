using Harpoon.Engine.Runs.Ports;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

public sealed class ListeningProcessTests
{
    private const string Head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    [Theory]
    [InlineData("0A", 8080, true)]
    [InlineData("01", 8080, false)]
    [InlineData("0A", 8081, false)]
    public void Who_listens_is_found_by_the_sockets_number(string state, int port, bool found)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there, and there is no such table.");
        using var table = new TemporaryFolder();
        var process = Directory.CreateDirectory(Path.Combine(table.Path, "42", "fd")).Parent!.FullName;
        Directory.CreateDirectory(Path.Combine(table.Path, "net"));
        File.WriteAllText(Path.Combine(table.Path, "net", "tcp"), $"{Head}   0: 0100007F:1F90 00000000:0000 {state} 00000000:00000000 00:00000000 00000000     0        0 777 1 0\n");
        File.CreateSymbolicLink(Path.Combine(process, "fd", "3"), "socket:[777]");
        File.WriteAllText(Path.Combine(process, "comm"), "nginx\n");

        Assert.Equal(found ? new ListeningProcess(42, "nginx") : null, ListeningProcess.Of(port, "tcp", table.Path));
    }

    [Fact]
    public void Without_a_table_no_one_is_found() => Assert.Null(ListeningProcess.Of(1, "tcp", "/no/such"));
}
