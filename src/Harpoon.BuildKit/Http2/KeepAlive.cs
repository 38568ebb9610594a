namespace Harpoon.BuildKit.Http2;

/// <summary>Finds out that the other side is gone without a word: a cut network closes nothing.</summary>
internal sealed class KeepAlive(FrameWriter writer, Http2Limits limits)
{
    private volatile bool heard;

    /// <summary>Something came.</summary>
    public void Hear() => heard = true;

    /// <summary>Watches until cancelled.</summary>
    /// <exception cref="BuildKitException">There was no sign of life.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            heard = false;
            await Task.Delay(limits.IdleBeforePing, cancellationToken);
            if (heard)
            {
                continue;
            }

            writer.Ping("harpoon?"u8, ack: false);
            await Task.Delay(limits.AnswerTimeout, cancellationToken);
            if (!heard)
            {
                throw new BuildKitException(
                    BuildKitFailure.Stalled,
                    $"The engine gave no sign of life on the session for {(limits.IdleBeforePing + limits.AnswerTimeout).TotalSeconds:0.#} s.");
            }
        }
    }
}
