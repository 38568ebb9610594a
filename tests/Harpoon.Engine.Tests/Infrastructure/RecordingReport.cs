using System.Collections.Concurrent;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Keeps what a piece of work tells.</summary>
internal sealed class RecordingReport : IReport
{
    public ConcurrentQueue<OutputLine> Lines { get; } = [];

    public ConcurrentQueue<(MessageLevel Level, string Text)> Messages { get; } = [];

    public ConcurrentQueue<Diagnostic> Warnings { get; } = [];

    public ConcurrentQueue<TransferStatus> Transfers { get; } = [];

    /// <summary>What happens when a message comes.</summary>
    public Action<string> Heard { get; init; } = _ => { };

    public void Output(OutputLine line) => Lines.Enqueue(line);

    public void Message(MessageLevel level, string text)
    {
        Messages.Enqueue((level, text));
        Heard(text);
    }

    public void Progress(TransferStatus status) => Transfers.Enqueue(status);

    public void Warning(Diagnostic diagnostic) => Warnings.Enqueue(diagnostic);
}
