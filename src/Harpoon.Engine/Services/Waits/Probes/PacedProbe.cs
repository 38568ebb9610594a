using System.Diagnostics;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits.Probes;

/// <summary>Looks no more often than each second: what is run in a container leaves processes behind on Podman, which stay for five minutes.</summary>
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
