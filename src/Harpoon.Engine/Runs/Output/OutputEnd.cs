using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Runs.Output;

/// <summary>
/// Distinguishes the end of a container's output from a connection that was cut. Docker (20.10 and 28 were tried) and Podman (4.3) hold it open until the container runs
/// no more, also where the command closes its output; a connection that is cut on the way may look as if the engine had ended it.
/// </summary>
internal sealed class OutputEnd(string id, IEngine engine)
{
    /// <summary>How often the container may be seen to run: the engine ends the output a moment before it notes the container's end.</summary>
    private const int Sightings = 3;

    /// <summary>The same for an engine that notices the end later.</summary>
    private const int LateSightings = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The container has ended, or its output has: reads what is left of the output. Nothing writes any more, so that it can't stop in the middle.</summary>
    /// <param name="drained">The output's end.</param>
    /// <param name="clock">How long more of it has been waited for.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="HarpoonException">HRP1071: the engine sends nothing more of it, and does not end it.</exception>
    public async Task AwaitAsync(Task drained, StallClock clock, CancellationToken cancellationToken)
    {
        clock.Reset();
        while (await Task.WhenAny(drained, Task.Delay(engine.Timeout / 3, cancellationToken)) != drained)
        {
            cancellationToken.ThrowIfCancellationRequested();
            clock.ThrowIfStalled();
        }

        await drained;
    }

    /// <summary>The output has ended: waits for the container's end.</summary>
    /// <param name="exited">The container's end.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="IOException">The container still runs: the connection was cut.</exception>
    public async Task ConfirmAsync(Task exited, CancellationToken cancellationToken)
    {
        var sightings = engine.Capabilities.NoticesEndAtOnce ? Sightings : LateSightings;
        for (var seen = 0; seen < sightings;)
        {
            if (await Task.WhenAny(exited, Task.Delay(Pause, cancellationToken)) == exited)
            {
                return;
            }

            cancellationToken.ThrowIfCancellationRequested();
            seen += (await engine.Containers.InspectAsync(id, cancellationToken)).Running ? 1 : 0;
        }

        throw new IOException(DiagnosticTexts.Format("Detail.OutputCut"));
    }
}

/// <summary>A container's output, where it has to be known for how long more of it has been waited for.</summary>
/// <param name="output">The attached stream. It stays open.</param>
/// <param name="clock">Runs while it is read.</param>
internal sealed class WatchedOutput(Stream output, StallClock clock) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        clock.Restart();
        var count = await output.ReadAsync(buffer, cancellationToken);
        clock.Pause();
        return count;
    }
}
