using System.Collections.Concurrent;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting.Endpoints;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>
/// What the engines have of images, for builds of many images that follow one another: most are up to date, and an engine is asked once for all of them, not for each.
/// </summary>
/// <remarks>
/// A snapshot must not outlive a change: by this build, by another one of its processes, by a command that a target runs. So the engine's events are listened to, and any
/// event of an image ends it. Engines that rename images without an event have no snapshots. A snapshot only confirms: where it doesn't, the engine is asked as ever.
/// </remarks>
public sealed class ImageSnapshots : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Address, TlsMaterial? Tls), WatchedImages> _engines = new();
    private readonly TimeProvider _time;

    /// <summary>Snapshots by the system's clock.</summary>
    public ImageSnapshots()
        : this(TimeProvider.System)
    {
    }

    internal ImageSnapshots(TimeProvider time) => _time = time;

    /// <summary>A snapshot that holds now; null if the engine has to be asked.</summary>
    internal async Task<ImageSnapshot?> TakeAsync(IEngine engine, CancellationToken cancellationToken) =>
        engine.Capabilities.ReportsNames && !engine.Endpoint.IsStarted
            ? await _engines.GetOrAdd(KeyOf(engine), _ => new WatchedImages(_time)).TakeAsync(engine, cancellationToken)
            : null;

    /// <summary>Forgets what is known of an engine: this process has changed it, and need not wait to hear of it.</summary>
    internal void Drop(IEngine engine)
    {
        if (_engines.TryGetValue(KeyOf(engine), out var images))
        {
            images.Drop();
        }
    }

    /// <summary>Hangs up.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var images in _engines.Values)
        {
            await images.DisposeAsync();
        }
    }

    private static (string, TlsMaterial?) KeyOf(IEngine engine) => (engine.Endpoint.Address.OriginalString, engine.Endpoint.Tls);
}
