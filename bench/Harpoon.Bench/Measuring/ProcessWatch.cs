using System.Globalization;

namespace Harpoon.Bench.Measuring;

/// <summary>The high-water mark of a process's resident memory, and its processor time, as Linux keeps them. Its children are not counted.</summary>
internal static class ProcessWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>What <c>/proc</c> counts processor time in.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Looks until the process is gone. The kernel adds both up, so only the last moments may be missed.</summary>
    public static async Task<(long PeakBytes, TimeSpan Processor)> RunAsync(int processId, CancellationToken cancellationToken)
    {
        long peak = 0;
        TimeSpan processor = default;
        while (Peak(processId) is > 0 and var mark)
        {
            peak = mark;
            processor = Processor(processId) ?? processor;
            await Task.Delay(Interval, cancellationToken);
        }

        return (peak, processor);
    }

    private static long Peak(int processId)
    {
        string? line = Lines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line.AsSpan(6).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture);
    }

    /// <summary>In user mode and in the kernel. The second field, a name in parentheses, may have anything in it.</summary>
    private static TimeSpan? Processor(int processId) =>
        Lines($"/proc/{processId}/stat").FirstOrDefault() is { } line && line[(line.LastIndexOf(')') + 2)..].Split(' ') is { Length: > 12 } fields
            ? (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * Tick
            : null;

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (IOException)
        {
            // It is gone.
            return [];
        }
    }
}
