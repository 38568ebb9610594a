using System.Collections.Concurrent;

namespace Harpoon.Engine.Context.Fingerprints;

/// <summary>Remembers what was sent of files that changed moments before: within one tick of the file system's clock a second change looks like the first.</summary>
internal sealed class UnsettledFiles(TimeProvider clock)
{
    private readonly ConcurrentQueue<FileWatch> _watches = new();

    /// <summary>Watches a file being sent; null for one whose next change will be seen.</summary>
    public FileWatch? Watch(ContextEntry entry)
    {
        if (SettlingTime.Left(entry.Status, clock.GetUtcNow().UtcDateTime) <= TimeSpan.Zero)
        {
            return null;
        }

        var watch = new FileWatch(entry);
        _watches.Enqueue(watch);
        return watch;
    }

    /// <summary>Whether each still holds what was sent, and can be trusted to show a change from now on.</summary>
    public async Task<bool> AreUnchangedAsync(CancellationToken cancellationToken)
    {
        foreach (var watch in _watches)
        {
            if (!await SettlingTime.WaitAsync(watch.Entry.Status, clock, cancellationToken) || !watch.IsUnchanged(cancellationToken))
            {
                return false;
            }
        }

        return true;
    }
}
