using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Engine.Machine.Ci;
using Harpoon.Engine.Registries.Transfers;

namespace Harpoon.Terminal.Reports;

/// <summary>Writes to standard error what a build would write to its log: standard output is the container's alone.</summary>
/// <param name="error">Standard error.</param>
/// <param name="isRaw">Whether that is a raw terminal at this moment, which needs a carriage return at each line's end.</param>
/// <param name="draw">Makes what draws transfers; null if standard error is nothing to draw on.</param>
/// <param name="ci">The CI system that reads it; null for none. Commands around a line would not do here: it reads standard output beside it.</param>
internal sealed class StandardErrorReport(Stream error, Func<bool> isRaw, Func<ITransferView>? draw, CiSystem? ci = null) : IReport
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

    private void Write(string text)
    {
        var plain = PlainText.Of(text);
        var line = ci?.Quote(plain) ?? plain;
        if (_view?.TryWriteLine(line) == true)
        {
            return;
        }

        var lineEnd = isRaw() ? "\r\n" : "\n";
        var bytes = Encoding.UTF8.GetBytes(line.ReplaceLineEndings(lineEnd) + lineEnd);
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
