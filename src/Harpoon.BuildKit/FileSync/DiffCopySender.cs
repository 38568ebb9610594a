using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.FileSync;

/// <summary>
/// The sending side of one file transfer: says what there is, while the other side asks for what it lacks, and gets it.
/// See <see href="https://github.com/tonistiigi/fsutil/blob/master/receive.go"/>.
/// </summary>
internal sealed class DiffCopySender(IFileTree tree, TreeFilter filter, IRpcCall call) : IDisposable
{
    /// <summary>Files that are read at a time: while one waits for the disk another is sent.</summary>
    private const int Readers = 3;

    /// <summary>When entries that were gathered are sent.</summary>
    private const int BatchSize = 32 << 10;

    private readonly AnnouncedFiles _files = new();
    private readonly Channel<RequestedFile> _requests = Channel.CreateUnbounded<RequestedFile>();
    private readonly CancellationTokenSource _stopping = new();
    private Exception? _failure;

    /// <summary>Runs the transfer to its end.</summary>
    /// <exception cref="BuildKitException">A file can't be sent, or the other side failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        await Task.WhenAll(
            StopOnFailureAsync(AnnounceAsync(linked.Token)),
            StopOnFailureAsync(SendFilesAsync(linked.Token)),
            StopOnFailureAsync(ReceiveAsync(linked.Token)));
        if (_failure is null)
        {
            await call.WriteAsync(new SyncPacketWriter().Finish(), cancellationToken);
            return;
        }

        if (_failure is BuildKitException ours)
        {
            // The status says it too, but older daemons wait for this.
            call.Note(ours);
            await call.WriteAsync(new SyncPacketWriter().Error(ours.Message), cancellationToken);
        }

        ExceptionDispatchInfo.Throw(_failure);
    }

    public void Dispose() => _stopping.Dispose();

    private static BuildKitException Malformed(string message) => new(BuildKitFailure.MalformedMessage, message);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It is kept, and thrown when the other parts have stopped.")]
    private async Task StopOnFailureAsync(Task part)
    {
        try
        {
            await part;
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
            await _stopping.CancelAsync();
        }
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        var writer = new SyncPacketWriter();
        var batch = new MessageBatch();
        var walk = new TreeWalk(tree, filter);
        tree.OnRequested(walk.Include);
        foreach (var entry in walk.Entries())
        {
            batch.Add(writer.Stat(_files.Announce(entry)).Span);
            if (batch.Framed.Length >= BatchSize)
            {
                await call.WriteAsync(batch, cancellationToken);
                batch.Clear();
            }
        }

        batch.Add(SyncPacketWriter.EndOfStats.Span);
        await call.WriteAsync(batch, cancellationToken);
    }

    private Task SendFilesAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => StopOnFailureAsync(Task.Run(() => SendRequestedAsync(cancellationToken), cancellationToken))));

    private async Task SendRequestedAsync(CancellationToken cancellationToken)
    {
        var sender = new FileSender(tree, call);
        while (await _requests.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_requests.Reader.TryRead(out var file))
            {
                await sender.SendAsync(file, cancellationToken);
            }

            await sender.FlushAsync(cancellationToken);
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        while (await call.ReadAsync(cancellationToken) is { } message)
        {
            var packet = SyncPacket.Read(message.Span);
            switch (packet.Type)
            {
                case SyncPacketType.Request:
                    var file = _files.Take(packet.Id) ?? throw Malformed($"The engine requested file {packet.Id}, which does not exist or was already sent.");
                    _requests.Writer.TryWrite(new RequestedFile(packet.Id, file));
                    break;
                case SyncPacketType.Finish:
                    _requests.Writer.Complete();
                    return;
                case SyncPacketType.Error:
                    throw new BuildKitException(BuildKitFailure.TransferRefused, $"The engine could not receive the files: {packet.Text}");
                default:
                    throw Malformed($"The engine sent a packet of type {(int)packet.Type} in a file transfer.");
            }
        }

        throw new BuildKitException(BuildKitFailure.ConnectionLost, "The engine ended a file transfer before it was complete.");
    }
}
