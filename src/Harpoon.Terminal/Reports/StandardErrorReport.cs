using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Engine.Registries.Transfers;

namespace Harpoon.Terminal.Reports;

/// <summary>Writes to standard error what a build would write to its log: standard output is the container's alone.</summary>
/// <param name="error">Standard error.</param>
/// <param name="isRaw">Whether that is a raw terminal at this moment, which needs a carriage return at each line's end.</param>
/// <param name="draw">Makes what draws transfers; null if standard error is nothing to draw on.</param>
internal sealed class StandardErrorReport(Stream error, Func<bool> isRaw, Func<ITransferView>? draw) : IReport
{
    private readonly Lock _lock = new();
    private readonly SlowTransfers _transfers = new(TimeProvider.System);
    private ITransferView? _view;

    private TransferLines Lines => field ??= new TransferLines(TimeProvider.System, Write);

    /// <inheritdoc/>
    public void Output(OutputLine line) => Write(line.Text);

    /// <inheritdoc/>
    public void Message(MessageLevel level, string text)
    {
        if (level == MessageLevel.High)
        {
            Write(text);
        }
    }

    /// <inheritdoc/>
    public void Progress(TransferStatus status)
    {
        if (draw is null)
        {
            Lines.Take(status);
            return;
        }

        if (_transfers.IsSlow(status))
        {
            _view ??= status.IsOver ? null : draw();
            _view?.Take(status);
        }
    }

    /// <inheritdoc/>
    public void Warning(Diagnostic diagnostic) => Write(CanonicalText.Of(diagnostic, "warning"));

    /// <summary>Reports why the work ended.</summary>
    public void Errors(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Write(CanonicalText.Of(diagnostic, "error"));
        }
    }

    private void Write(string line)
    {
        if (_view?.TryWriteLine(line) == true)
        {
            return;
        }

        var lineEnd = isRaw() ? "\r\n" : "\n";
        var bytes = Encoding.UTF8.GetBytes(PlainText.Of(line).ReplaceLineEndings(lineEnd) + lineEnd);
        try
        {
            lock (_lock)
            {
                error.Write(bytes);
            }
        }
        catch (IOException)
        {
            // The reader is gone.
        }
    }
}
