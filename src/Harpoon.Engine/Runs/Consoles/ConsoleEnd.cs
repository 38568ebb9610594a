using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Output;

namespace Harpoon.Engine.Runs.Consoles;

/// <summary>A console: what is typed goes in, what is written comes out, and the container hears of sizes and signals.</summary>
internal sealed class ConsoleEnd(RunConsole console, bool tty, IEngine engine, IOutputLog? log) : IContainerStreams
{
    public bool HasInput => console.Input is not null;

    public Task DrainAsync(Stream attached, CancellationToken cancellationToken)
    {
        console.Attached?.Invoke();
        return OutputPump.DrainAsync(attached, tty, Write, log, cancellationToken);
    }

    public Task ServeAsync(string id, Stream attached, CancellationToken cancellationToken)
    {
        // A read of a terminal can't be given up; nobody waits for it.
        if (console.Input is { } input)
        {
            _ = Task.Run(() => ConsoleInput.ForwardAsync(input, attached, tty, cancellationToken), CancellationToken.None);
        }

        return console.Events is { } events
            ? new ConsoleEvents(id, engine.Containers).ReportAsync(events, cancellationToken)
            : Task.CompletedTask;
    }

    /// <summary>Whoever sits at it has just read it.</summary>
    public Diagnostic WithLastOutput(Diagnostic failure) => failure;

    private void Write(OutputChannel channel, ReadOnlySpan<byte> bytes)
    {
        try
        {
            (channel == OutputChannel.StandardError ? console.Error : console.Output).Write(bytes);
        }
        catch (IOException e)
        {
            throw new OutputClosedException(e);
        }
    }
}
