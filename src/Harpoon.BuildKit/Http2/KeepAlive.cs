using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Http2;

/// <summary>Finds out that the other side is gone silently: a cut network closes nothing.</summary>
internal sealed class KeepAlive(FrameWriter writer, Http2Limits limits)
{
    private volatile TaskCompletionSource _sign = NewSign();

    /// <summary>Something came.</summary>
    public void Hear() => _sign.TrySetResult();

    /// <summary>Watches until cancelled.</summary>
    /// <exception cref="BuildKitException">There was no sign of life.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _sign = NewSign();
            await Task.Delay(limits.IdleBeforePing, cancellationToken);
            if (!_sign.Task.IsCompleted)
            {
                await AskAsync(cancellationToken);
            }
        }
    }

    private static TaskCompletionSource NewSign() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        writer.Ping("harpoon?"u8, ack: false);
        try
        {
            await _sign.Task.WaitAsync(limits.AnswerTimeout, cancellationToken);
        }
        catch (TimeoutException e)
        {
            var silence = (limits.IdleBeforePing + limits.AnswerTimeout).TotalSeconds;
            throw new BuildKitException(BuildKitFailure.Stalled, $"The engine did not respond on the session for {silence:0.#} s.", e);
        }
    }
}
