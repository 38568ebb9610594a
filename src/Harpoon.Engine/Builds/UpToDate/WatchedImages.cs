using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>The last snapshot of one engine's images, and what says whether it still holds.</summary>
internal sealed class WatchedImages(TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private Task? _taking;
    private volatile ImageSnapshot? _taken;
    private IEngine? _engine;
    private ImageEvents? _events;
    private int _asked;
    private bool _isDropped;
    private volatile bool _ended;

    /// <summary>A snapshot of this moment: nothing has become of the images since it was taken. Null for the first that asks, which is mostly the only one, and if there is none to be had.</summary>
    public async Task<ImageSnapshot?> TakeAsync(IEngine engine, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _asked) == 1)
        {
            return null;
        }

        Task taking;
        lock (_lock)
        {
            if (_ended)
            {
                return null;
            }

            if (_isDropped || _taking is null || (_taking.IsCompleted && _taken is not { StillHolds: true }))
            {
                var (last, own) = (_taking ?? Task.CompletedTask, _engine ??= engine.Again());
                (_isDropped, _taken) = (false, null);
                _taking = Task.Run(() => TakeAsync(own, last), CancellationToken.None);
            }

            taking = _taking;
        }

        await taking.WaitAsync(cancellationToken);
        return _taken is { StillHolds: true } snapshot ? snapshot : null;
    }

    /// <summary>Forgets the last snapshot, also one that is being taken: the engine may have been asked before the change.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            _isDropped = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (_lock)
        {
            _ended = true;
            last = _taking ?? Task.CompletedTask;
        }

        await _ending.CancelAsync();
        await last;
        if (_events is not null)
        {
            await _events.DisposeAsync();
        }

        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }

        _ending.Dispose();
    }

    private async Task TakeAsync(IEngine engine, Task last)
    {
        await last;
        try
        {
            if (_events is { HasEnded: true } ended)
            {
                _events = null;
                await ended.DisposeAsync();
            }

            // Before the list is asked for: what becomes of an image after it was listed is heard.
            _events ??= await ImageEvents.OpenAsync(engine.Images, _ending.Token);
            _taken = await ImageSnapshot.TakeAsync(engine, _events, time, _ending.Token);
        }
        catch (Exception e) when (e is HarpoonException or EngineRefusedException or OperationCanceledException || LostEngine.IsLoss(e))
        {
            // A proxy may allow neither. Each build asks for its own images then, and reports what is wrong.
            _ended = true;
        }
    }
}
