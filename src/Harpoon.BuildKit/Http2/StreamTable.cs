using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Http2;

/// <summary>The streams that are open, and the tasks that answer them.</summary>
internal sealed class StreamTable(IHttp2Handler handler, Http2Pipes pipes, Http2Limits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Running> _open = [];
    private int _headerSize;

    /// <summary>The highest stream that the other side opened.</summary>
    public int Last { get; private set; }

    /// <summary>Whether a request waits for the end of its answer.</summary>
    public bool HasUnanswered
    {
        get
        {
            lock (_gate)
            {
                return _open.Values.Any(running => !running.Stream.LocalClosed);
            }
        }
    }

    /// <summary>An open stream, or null.</summary>
    public Http2Stream? Find(int id)
    {
        lock (_gate)
        {
            return _open.GetValueOrDefault(id)?.Stream;
        }
    }

    /// <summary>Whether a stream was opened some time.</summary>
    public bool IsKnown(int id) => id <= Last;

    /// <summary>Counts a new stream, refused or not.</summary>
    public void Note(int id) => Last = id;

    /// <summary>
    /// Opens a stream and starts to answer it. One that is over no longer counts, though its answerer may not have returned yet. One that was reset counts until
    /// its answerer is gone: opening and resetting is no way around the limit.
    /// </summary>
    public Http2Stream Open(int id, RequestHead request)
    {
        lock (_gate)
        {
            if (_open.Count >= limits.ConcurrentStreams && Counted().Count() >= limits.ConcurrentStreams)
            {
                throw new Http2ViolationException(Http2ErrorCode.RefusedStream, "too many calls at a time.") { StreamId = id };
            }

            if (_headerSize + request.Size > limits.OpenHeaderSize && Counted().Any() && Counted().Sum(open => open.Request.Size) + request.Size > limits.OpenHeaderSize)
            {
                throw new Http2ViolationException(Http2ErrorCode.RefusedStream, "the open calls have too many headers.") { StreamId = id };
            }

            _headerSize += request.Size;
            var stream = new Http2Stream(id, request, pipes, limits);
            _open[id] = new Running(stream, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return stream;
        }
    }

    /// <summary>Answers a stream, away from the connection's reader. It needs no observer: it doesn't fail.</summary>
    public Task StartAsync(Http2Stream stream) => Task.Run(() => AnswerAsync(stream));

    /// <summary>Ends all streams, and waits until their answerers are gone, but not forever.</summary>
    public async Task AbortAsync(string why)
    {
        Running[] left;
        lock (_gate)
        {
            left = [.. _open.Values];
        }

        foreach (var running in left)
        {
            running.Stream.Abort(why);
        }

        await Task.WhenAny(Task.WhenAll(left.Select(running => running.Done.Task)), Task.Delay(limits.CloseTimeout));
    }

    private IEnumerable<Http2Stream> Counted() => _open.Values.Select(running => running.Stream).Where(stream => !stream.IsOver);

    private async Task AnswerAsync(Http2Stream stream)
    {
        // What an answerer throws has no reader: the stream without trailers, which is reset, says it to the other side.
        await handler.HandleAsync(stream, stream.Aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Close(stream);
    }

    /// <summary>An answer is complete or given up. A request that is still coming is stopped. See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-8.1"/>.</summary>
    private void Close(Http2Stream stream)
    {
        Running? running;
        lock (_gate)
        {
            _open.Remove(stream.Id, out running);
            _headerSize -= running is null ? 0 : stream.Request.Size;
        }

        stream.Dispose();
        running?.Done.TrySetResult();
        if (!stream.LocalClosed || !stream.RemoteClosed)
        {
            Reset(stream.Id, stream.LocalClosed ? Http2ErrorCode.NoError : Http2ErrorCode.InternalError);
        }
    }

    private void Reset(int id, Http2ErrorCode code)
    {
        try
        {
            pipes.Writer.ResetStream(id, code);
        }
        catch (Http2ViolationException)
        {
            // It reads nothing, and the connection ends for that.
        }
    }

    private sealed record Running(Http2Stream Stream, TaskCompletionSource Done);
}
