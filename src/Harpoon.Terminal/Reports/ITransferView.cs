using Harpoon.Engine.Diagnostics;

namespace Harpoon.Terminal.Reports;

/// <summary>Shows transfers at a terminal while they go on.</summary>
internal interface ITransferView
{
    /// <summary>Takes what a transfer reports.</summary>
    void Take(TransferStatus status);

    /// <summary>Writes a line above what is shown; false where nothing is shown, and the line is for others to write.</summary>
    bool TryWriteLine(string line);
}
