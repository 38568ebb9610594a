namespace Harpoon.Engine.Machine.Files;

/// <summary>A time as Unix file systems keep it.</summary>
/// <param name="Seconds">Seconds since 1970, negative before.</param>
/// <param name="Nanoseconds">And nanoseconds after that second.</param>
internal readonly record struct FileTime(long Seconds, uint Nanoseconds)
{
    private const long NanosecondsPerTick = 100;

    /// <summary>The same time from .NET's clock.</summary>
    public static FileTime Of(DateTime utc)
    {
        var ticks = (utc - DateTime.UnixEpoch).Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        return rest < 0
            ? new(seconds - 1, (uint)((rest + TimeSpan.TicksPerSecond) * NanosecondsPerTick))
            : new(seconds, (uint)(rest * NanosecondsPerTick));
    }

    /// <summary>How long this is after another time, in .NET's precision.</summary>
    public TimeSpan Since(FileTime earlier) =>
        TimeSpan.FromSeconds(Seconds - earlier.Seconds)
        + TimeSpan.FromTicks(((long)Nanoseconds - earlier.Nanoseconds) / NanosecondsPerTick);
}
