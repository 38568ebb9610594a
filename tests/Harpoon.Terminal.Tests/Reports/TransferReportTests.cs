using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Terminal.Reports;

namespace Harpoon.Terminal.Tests.Reports;

public sealed class TransferReportTests : ITransferView, IDisposable
{
    private readonly HandTime _time = new();
    private readonly List<TransferStatus> _shown = [];
    private readonly MemoryStream _error = new();
    private bool _isDrawing;

    public void Dispose() => _error.Dispose();

    [Fact]
    public void A_transfer_that_is_over_at_once_is_not_drawn_and_one_that_takes_a_while_is_to_its_end()
    {
        var transfers = new SlowTransfers(_time);

        Assert.False(transfers.IsSlow(Status(1)));
        Assert.False(transfers.IsSlow(Status(2)));
        Assert.False(transfers.IsSlow(Status(3, isOver: true)));
        Assert.False(transfers.IsSlow(Status(3, isOver: true)));

        Assert.False(transfers.IsSlow(Status(1)));
        _time.Now += TimeSpan.FromSeconds(0.4);
        Assert.True(transfers.IsSlow(Status(2)));
        Assert.True(transfers.IsSlow(Status(3, isOver: true)));
        Assert.False(transfers.IsSlow(Status(1)));
    }

    [Fact]
    public void Where_nothing_is_drawn_lines_go_to_standard_error()
    {
        var report = new StandardErrorReport(_error, () => false, () => this);

        report.Message(MessageLevel.High, "first");
        report.Progress(Status(1));
        report.Progress(Status(2, isOver: true));
        report.Message(MessageLevel.High, "last");

        Assert.Empty(_shown);
        Assert.Equal("first\nlast\n", Encoding.UTF8.GetString(_error.ToArray()));
    }

    void ITransferView.Take(TransferStatus status)
    {
        _isDrawing = !status.IsOver;
        _shown.Add(status);
    }

    bool ITransferView.TryWriteLine(string line) => _isDrawing;

    private static TransferStatus Status(long done, bool isOver = false) => new("Pulling x", done, 100) { IsOver = isOver };
}
