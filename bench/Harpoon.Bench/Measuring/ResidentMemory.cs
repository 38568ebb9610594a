using System.Globalization;

namespace Harpoon.Bench.Measuring;

/// <summary>The high-water mark of a process's resident memory, as Linux keeps it.</summary>
internal static class ResidentMemory
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks until the process is gone. The kernel keeps the mark, so only the last moments may be missed.</summary>
    public static async Task<long> WatchAsync(int processId, CancellationToken cancellationToken)
    {
        long peak = 0;
        while (Read(processId) is > 0 and var mark)
        {
            peak = mark;
            await Task.Delay(Interval, cancellationToken);
        }

        return peak;
    }

    private static long Read(int processId)
    {
        try
        {
            foreach (string line in File.ReadLines($"/proc/{processId}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    return 1024 * long.Parse(line.AsSpan(6).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture);
                }
            }
        }
        catch (IOException)
        {
            // It is gone.
        }

        return 0;
    }
}
