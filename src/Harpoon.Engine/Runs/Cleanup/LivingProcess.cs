using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>What any operating system tells of a process.</summary>
internal static class LivingProcess
{
    /// <summary>Whether a process has this id, whoever owns it.</summary>
    public static bool Exists(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>When a process started; null where it ended, or does not show it.</summary>
    public static string? StartOf(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return null;
        }
    }
}
