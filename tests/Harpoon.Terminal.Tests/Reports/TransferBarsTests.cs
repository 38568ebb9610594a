using Harpoon.Engine.Diagnostics;
using Harpoon.Terminal.Reports;

namespace Harpoon.Terminal.Tests.Reports;

public sealed class TransferBarsTests : IDisposable
{
    private readonly MemoryStream _terminal = new();
    private readonly TransferBars _bars;

    public TransferBarsTests() => _bars = ErrorConsole.Bars(_terminal, hasColors: false);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Nothing_is_written_where_nothing_is_drawn()
    {
        Assert.False(_bars.TryWriteLine("line"));
        _bars.Take(Status(100) with { IsOver = true });

        Assert.Empty(Written);
    }

    [Fact]
    public void A_bar_says_what_goes_on_and_how_far_it_is_and_is_gone_at_the_end()
    {
        _bars.Take(Status(10));
        _bars.Take(Status(50));
        _bars.Take(new TransferStatus("Pulling [red]y", 5, Total: null));
        _bars.Take(Status(100) with { IsOver = true });
        _bars.Take(new TransferStatus("Pulling [red]y", 5, Total: null) { IsOver = true });

        // What it draws last, before it takes it away.
        Assert.Contains("Pulling [red]y: 5 B", Written, StringComparison.Ordinal);
        Assert.False(_bars.TryWriteLine("line"));

        // The cursor is seen again.
        Assert.EndsWith("\u001b[?25h", Written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_stands_above_the_bars()
    {
        _bars.Take(Status(10));

        Assert.True(_bars.TryWriteLine("step 1"));

        _bars.Take(Status(100) with { IsOver = true });
        Assert.Contains("\u001b[0Jstep 1\n", Written, StringComparison.Ordinal);
        Assert.Contains("Pulling x: 10 of 100 B (10 %)", Written[Written.IndexOf("step 1", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Transfers_can_follow_each_other()
    {
        foreach (var name in (string[])["Pulling a", "Pulling b"])
        {
            _bars.Take(new TransferStatus(name, 1, 2));
            _bars.TryWriteLine(name);
            _bars.Take(new TransferStatus(name, 2, 2) { IsOver = true });
        }

        Assert.Contains("Pulling b: 1 of 2 B (50 %)", Written, StringComparison.Ordinal);
    }

    private static TransferStatus Status(long done) => new("Pulling x", done, 100);

    private string Written => System.Text.Encoding.UTF8.GetString(_terminal.ToArray());
}
