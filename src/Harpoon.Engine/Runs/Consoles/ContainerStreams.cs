using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Output;

namespace Harpoon.Engine.Runs.Consoles;

/// <summary>This side of a container's streams.</summary>
internal interface IContainerStreams
{
    /// <summary>Whether the container gets a standard input.</summary>
    bool HasInput { get; }

    /// <summary>Takes the output, from before the container starts until its streams end.</summary>
    /// <param name="attached">The attached stream.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    Task DrainAsync(Stream attached, CancellationToken cancellationToken);

    /// <summary>Serves the container once it has started.</summary>
    /// <param name="id">The container.</param>
    /// <param name="attached">The attached stream.</param>
    /// <param name="cancellationToken">The container has ended.</param>
    Task ServeAsync(string id, Stream attached, CancellationToken cancellationToken);

    /// <summary>An error of the command, with what it wrote last where that is known.</summary>
    Diagnostic WithLastOutput(Diagnostic failure);
}

/// <summary>A build's log: the output is reported, a line at a time, and there is no input.</summary>
internal sealed class ReportedStreams(bool tty, RunTail report, RunLog? log) : IContainerStreams
{
    public bool HasInput => false;

    public Task DrainAsync(Stream attached, CancellationToken cancellationToken) =>
        OutputPump.DrainAsync(attached, tty, report, log, cancellationToken);

    public Task ServeAsync(string id, Stream attached, CancellationToken cancellationToken) => Task.CompletedTask;

    public Diagnostic WithLastOutput(Diagnostic failure) => report.AppendedTo(failure);
}

/// <summary>A console: what is typed goes in, what is written comes out, and the container hears of sizes and signals.</summary>
internal sealed class ConsoleStreams(RunConsole console, bool tty, IEngine engine, RunLog? log) : IContainerStreams
{
    public bool HasInput => console.Input is not null;

    public Task DrainAsync(Stream attached, CancellationToken cancellationToken)
    {
        console.Attached?.Invoke();
        return OutputPump.DrainAsync(attached, tty, Write, log, cancellationToken);
    }

    public Task ServeAsync(string id, Stream attached, CancellationToken cancellationToken)
    {
        // A read of a terminal can't be given up; nothing waits for it.
        if (console.Input is { } input)
        {
            _ = Task.Run(() => ConsoleInput.ForwardAsync(input, attached, tty, cancellationToken), CancellationToken.None);
        }

        return console.Events is { } events
            ? new ConsoleEvents(id, engine.Containers).ReportAsync(events, cancellationToken)
            : Task.CompletedTask;
    }

    /// <summary>The user has just read it.</summary>
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
