using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>A context's tar on its way to the engine, which reports its progress.</summary>
/// <param name="tar">The tar. Closed with this.</param>
/// <param name="size">How long it will be, about.</param>
/// <param name="report">Is given each message.</param>
internal sealed class ContextUpload(Stream tar, long size, IReport report) : ReadOnlyStream
{
    /// <summary>What is said of it, by every builder.</summary>
    public const string Name = "Sending the build context";

    private long _sent;
    private bool _isOver;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await tar.ReadAsync(buffer, cancellationToken);
        _sent += count;
        ReportProgress(isOver: count == 0);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            ReportProgress(isOver: true);
            tar.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReportProgress(bool isOver)
    {
        if (!_isOver)
        {
            _isOver = isOver;
            report.Progress(new TransferStatus(Name, _sent, Math.Max(size, _sent)) { IsOver = isOver });
        }
    }
}
