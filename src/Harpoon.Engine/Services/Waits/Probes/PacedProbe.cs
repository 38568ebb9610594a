using System.Diagnostics;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits.Probes;

/// <summary>Looks once a second at most, if each look leaves a process behind.</summary>
internal sealed class PacedProbe(IWaitProbe probe) : IWaitProbe
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long? _last;
    private string? _found;

    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        if (_last is not { } last || Stopwatch.GetElapsedTime(last) >= Pause)
        {
            _last = Stopwatch.GetTimestamp();
            _found = DiagnosticTexts.Format("Said.WaitRuns");
            _found = await probe.TryAsync(cancellationToken);
        }

        return _found;
    }
}
