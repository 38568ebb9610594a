using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Registries.Transfers;

/// <summary>A failed pull or push that is worth another attempt.</summary>
internal static class TransientFailure
{
    // The engine was lost, or its answer ended midway. One that is silent (HRP1012) has had its time.
    private static readonly string[] CutCodes = ["HRP1011", "HRP3005"];

    /// <summary>Why a failure may be gone soon, as the engine or Harpoon reports it; null for one that stays.</summary>
    public static string? ReasonOf(Exception failure) => failure switch
    {
        TransferException transfer => transfer.IsLost || TransientMessage.Matches(transfer.ResponseMessage, transfer.Status) ? transfer.ResponseMessage : null,
        HarpoonException { Diagnostics: [{ } only] } when CutCodes.Contains(only.Code) => only.Text,
        _ => null,
    };
}
