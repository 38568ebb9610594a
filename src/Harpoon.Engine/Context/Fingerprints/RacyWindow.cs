using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Context.Fingerprints;

/// <summary>How long a file must be left alone until its time of change distinguishes it from a later version. The same care as git's for its index: see <see href="https://git-scm.com/docs/racy-git"/>.</summary>
internal static class RacyWindow
{
    /// <summary>Linux sets times by a clock that ticks every 10 ms at the slowest.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    /// <summary>A file system that keeps whole seconds alone, or two of them.</summary>
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(3);

    /// <summary>How much of the time is left; nothing where no time of change is looked at.</summary>
    public static TimeSpan Left(FileStatus status, DateTime utcNow)
    {
        if (status.Changed is not { } changed)
        {
            return TimeSpan.Zero;
        }

        var needed = changed.Nanoseconds == 0 ? Coarse : Tick;
        return needed - FileTime.Of(utcNow).Since(changed);
    }

    /// <summary>Waits for the rest of it; false when it is not a short one.</summary>
    public static async Task<bool> WaitAsync(FileStatus status, TimeProvider clock, CancellationToken cancellationToken)
    {
        var left = Left(status, clock.GetUtcNow().UtcDateTime);
        if (left > Tick)
        {
            return false;
        }

        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken);
        }

        return true;
    }
}
