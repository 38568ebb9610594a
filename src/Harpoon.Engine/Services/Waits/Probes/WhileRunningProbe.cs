using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits.Probes;

/// <summary>A probe of what only a running container has. Its end is not waited through: whoever connects to an address that went away waits for seconds.</summary>
/// <param name="probe">The probe.</param>
/// <param name="ended">Completes with the container's end.</param>
internal sealed class WhileRunningProbe(IWaitProbe probe, Task ended) : IWaitProbe
{
    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempt = ended.IsCompleted ? NotRunning() : probe.TryAsync(over.Token);
        if (await Task.WhenAny(attempt, ended) == attempt)
        {
            return await attempt;
        }

        await over.CancelAsync();
        await ((Task)attempt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return await NotRunning();
    }

    private static Task<string?> NotRunning() => Task.FromResult<string?>(DiagnosticTexts.Format("Said.WaitNotRunning"));
}
