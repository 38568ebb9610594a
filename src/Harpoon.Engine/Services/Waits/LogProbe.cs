using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Asks whether the line came.</summary>
internal sealed class LogProbe(LogSearch search) : IWaitProbe
{
    public Task<string?> TryAsync(CancellationToken cancellationToken) =>
        Task.FromResult(search.Found ? null : DiagnosticTexts.Format("Said.WaitNoLine"));
}
