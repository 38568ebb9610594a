using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Asks whether the service ended with the code that was expected. Any other code ends the wait by itself.</summary>
internal sealed class ExitProbe(int code, Task<int> ended) : IWaitProbe
{
    public async Task<string?> TryAsync(CancellationToken cancellationToken) =>
        !ended.IsCompletedSuccessfully ? DiagnosticTexts.Format("Detail.WaitRuns")
        : await ended == code ? null
        : DiagnosticTexts.Format("Detail.WaitExited", await ended);
}
