using System.Threading.Channels;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Consoles;

/// <summary>Passes on to a running container what happens at its console.</summary>
internal sealed class ConsoleEvents(string id, IEngineContainers containers)
{
    private const int ResizeAttempts = 10;
    private static readonly TimeSpan ResizePause = TimeSpan.FromMilliseconds(20);

    /// <summary>Passes on each event, in order. That the container did not hear one is no failure: it has ended, and its output shows how.</summary>
    public async Task ReportAsync(ChannelReader<ConsoleEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var happened in events.ReadAllAsync(cancellationToken))
            {
                await ReportAsync(happened, cancellationToken);
            }
        }
        catch (Exception e) when (e is HarpoonException or IOException or OperationCanceledException)
        {
            // The engine went: the output's end says so.
        }
    }

    private Task ReportAsync(ConsoleEvent happened, CancellationToken cancellationToken) => happened switch
    {
        ConsoleResized resized => ResizeAsync(resized.Size, cancellationToken),
        ConsoleSignalled signalled => SignalAsync(signalled.Signal, cancellationToken),
        _ => Task.CompletedTask,
    };

    // An engine may take a size only a moment after it said that the container runs.
    private async Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= ResizeAttempts; attempt++)
        {
            try
            {
                await containers.ResizeAsync(id, size, cancellationToken);
                return;
            }
            catch (EngineRefusedException)
            {
                await Task.Delay(ResizePause, cancellationToken);
            }
        }
    }

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        try
        {
            await containers.SignalAsync(id, signal, cancellationToken);
        }
        catch (EngineRefusedException)
        {
            // It has ended, or does not take this signal.
        }
    }
}
