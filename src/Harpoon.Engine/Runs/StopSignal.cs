namespace Harpoon.Engine.Runs;

/// <summary>Tells when a run is to stop before it ends by itself: it was cancelled, or its time is up.</summary>
internal sealed class StopSignal : IDisposable
{
    // Whoever cancels must not be held up by what follows: continuations run elsewhere.
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _time = new();
    private readonly CancellationTokenRegistration _onTime;
    private readonly CancellationTokenRegistration _onCancel;

    public StopSignal(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        _onCancel = cancellationToken.Register(() => _requested.TrySetResult());
        _onTime = _time.Token.Register(() => _requested.TrySetResult());
        if (timeout is { } limit && limit > TimeSpan.Zero)
        {
            _time.CancelAfter(limit);
        }
    }

    public Task Requested => _requested.Task;

    public void Dispose()
    {
        _onCancel.Dispose();
        _onTime.Dispose();
        _time.Dispose();
    }
}
