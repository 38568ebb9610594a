using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Context.Tar;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Context;

/// <summary>A context on its way: a thread reads files and writes the tar as fast as it is read, and no further ahead than a pipe holds.</summary>
internal sealed class ContextTar : IAsyncDisposable
{
    private const int PipeSize = 1024 * 1024;
    private const int SegmentSize = 64 * 1024;

    private readonly PipeReader _reader;
    private readonly CancellationTokenSource _ending;
    private readonly Task _writing;

    private ContextTar(ImmutableArray<ContextEntry> entries, CancellationToken cancellationToken)
    {
        var pipe = new Pipe(new PipeOptions(
            pauseWriterThreshold: PipeSize,
            resumeWriterThreshold: PipeSize / 2,
            minimumSegmentSize: SegmentSize,
            useSynchronizationContext: false));
        _reader = pipe.Reader;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Stream = _reader.AsStream();
        _writing = Task.Factory.StartNew(
            () => Write(pipe.Writer, entries, _ending.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>The tar. Its reads are asynchronous, can be cancelled, and throw what ended the writing.</summary>
    public Stream Stream { get; }

    /// <summary>What went wrong with the context, where something did: what the engine says of a cut tar is of no use to anyone.</summary>
    public HarpoonException? Failure { get; private set; }

    /// <summary>The files that had changed so lately that a further change might leave no trace.</summary>
    internal RacyFiles Racy { get; } = new(TimeProvider.System);

    /// <summary>Starts to write.</summary>
    public static ContextTar Start(ImmutableArray<ContextEntry> entries, CancellationToken cancellationToken) =>
        new(entries, cancellationToken);

    /// <summary>Ends the writing, wherever it is, and waits until its thread is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _reader.CompleteAsync();
        await _writing;
        _ending.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, it goes to the reader, who would wait forever otherwise.")]
    private void Write(PipeWriter pipe, ImmutableArray<ContextEntry> entries, CancellationToken cancellationToken)
    {
        Exception? ending = null;
        try
        {
            using var output = new PipeWriteStream(pipe, cancellationToken);
            new ContextTarWriter(output, Racy, cancellationToken).Write(entries);
        }
        catch (HarpoonException failure)
        {
            Failure = failure;
            ending = failure;
        }
        catch (Exception other)
        {
            ending = other;
        }

        pipe.Complete(ending);
    }
}
