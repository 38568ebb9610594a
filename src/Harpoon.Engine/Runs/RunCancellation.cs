using System.Runtime.InteropServices;
using Harpoon.Engine.Client;
using Harpoon.Engine.Runs.Cleanup;

namespace Harpoon.Engine.Runs;

/// <summary>
/// The token of the calls that make and start a container. A cancelled run lets them come to their end for a while: a creation whose answer
/// was not read leaves an unknown container.
/// </summary>
internal sealed class CreationToken : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _late = new();
    private readonly CancellationTokenRegistration _onCancel;

    public CreationToken(CancellationToken cancellationToken) =>
        _onCancel = cancellationToken.Register(() => _late.CancelAfter(Grace));

    public CancellationToken Token => _late.Token;

    public void Dispose()
    {
        _onCancel.Dispose();
        _late.Dispose();
    }
}

/// <summary>Completes when a run is to stop before it ends by itself: it was cancelled, or its time is up.</summary>
internal sealed class StopSignal : IDisposable
{
    // The caller that cancels must not be held up by what follows: continuations run elsewhere.
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

/// <summary>Stops a container, which has its time to end, unless the user has no patience: an interrupt (Ctrl+C) meanwhile kills it.</summary>
internal static class InterruptibleStop
{
    /// <param name="engine">Where it runs.</param>
    /// <param name="id">The container.</param>
    /// <param name="timeout">How long it has between SIGTERM and SIGKILL.</param>
    /// <param name="cancellationToken">Gives up waiting for the engine.</param>
    public static async Task StopAsync(IEngine engine, string id, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // The interrupt that led here has been handled. MSBuild takes no notice of a second one.
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            _ = Task.Run(() => ContainerRemoval.TryKillAsync(engine, id), CancellationToken.None);
        });
        await engine.Containers.StopAsync(id, timeout, cancellationToken);
    }
}
