using System.Collections.Concurrent;
using Harpoon.Engine.Context.Files;

namespace Harpoon.Engine.Context.Fingerprints;

/// <summary>Remembers what was sent of files that changed moments before: within one tick of the file system's clock a second change looks like the first.</summary>
internal sealed class RacyFiles(TimeProvider clock)
{
    /// <summary>How long a sending may take to end after the build: the engine can be done with a file a moment before its sender is.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<FileWatch> _watches = new();

    /// <summary>Watches a file being sent; null for one whose next change will be seen.</summary>
    public FileWatch? Watch(ContextEntry entry)
    {
        if (RacyWindow.Left(entry.Status, clock.GetUtcNow().UtcDateTime) <= TimeSpan.Zero)
        {
            return null;
        }

        var watch = new FileWatch(entry);
        _watches.Enqueue(watch);
        return watch;
    }

    /// <summary>The path of the first file that no longer holds what was sent; empty if a change could not be seen; null if each does.</summary>
    /// <param name="counts">Which files are looked at.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<string?> ChangeAsync(Func<ContextEntry, bool> counts, CancellationToken cancellationToken)
    {
        foreach (var watch in _watches.Where(watch => counts(watch.Entry)))
        {
            if (!await RacyWindow.WaitAsync(watch.Entry.Status, clock, cancellationToken) || !await HasEndedAsync(watch, cancellationToken))
            {
                return string.Empty;
            }

            if (await watch.Sent is { } sent && !ContentDigest.Of(watch.Entry.SourcePath!, cancellationToken).AsSpan().SequenceEqual(sent))
            {
                return watch.Entry.Path;
            }
        }

        return null;
    }

    private async Task<bool> HasEndedAsync(FileWatch watch, CancellationToken cancellationToken)
    {
        try
        {
            await watch.Sent.WaitAsync(EndLimit, clock, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
