using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>The processes of the place that this process runs in.</summary>
internal interface IProcessTable
{
    /// <summary>What distinguishes this place from every other one; null if that can't be known, and then no process is known to be dead.</summary>
    string? Place { get; }

    /// <summary>When this process started, in a form that never changes while it lives.</summary>
    string OwnStart { get; }

    /// <summary>Whether the process with this id and start has surely ended.</summary>
    bool IsDead(int processId, string start);
}

/// <summary>What any operating system shows of a process.</summary>
internal static class LivingProcess
{
    /// <summary>Whether a process of any user has this id.</summary>
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

    /// <summary>When a process started; null if it ended, or does not show it.</summary>
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
