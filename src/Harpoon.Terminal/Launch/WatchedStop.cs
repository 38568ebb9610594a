using System.Globalization;
using Harpoon.Engine.Machine;

namespace Harpoon.Terminal.Launch;

/// <summary>How long a container may take to stop: <c>dotnet watch</c>, which ends a run at each change, kills what has not ended in a time of its own.</summary>
internal static class WatchedStop
{
    private const string Watched = "DOTNET_WATCH";
    private const string Cleanup = "DOTNET_WATCH_PROCESS_CLEANUP_TIMEOUT_MS";
    private const int UsualCleanup = 5000;

    // Stopping is not all: what was killed is removed in that time, too.
    private const double Share = 0.6;

    /// <param name="written">What the project says.</param>
    /// <param name="host">Its environment shows what started this.</param>
    public static TimeSpan Of(TimeSpan written, HostEnvironment host)
    {
        if (host.Value(Watched) is not ("1" or "true"))
        {
            return written;
        }

        var cleanup = int.TryParse(host.Value(Cleanup), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : UsualCleanup;
        var most = TimeSpan.FromMilliseconds(cleanup * Share);
        return written < most ? written : most;
    }
}
