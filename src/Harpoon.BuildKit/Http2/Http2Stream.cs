using System.Buffers;
using System.IO.Pipelines;
using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Http2;

/// <summary>One request and its answer. See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-5.1"/>.</summary>
internal sealed class Http2Stream : IDisposable
{
    private readonly Http2Pipes _pipes;
    private readonly Http2Limits _limits;
    private readonly SendWindow _sendWindow;
    private readonly Action<ReadOnlyMemory<byte>> _sendData;
    private readonly CancellationTokenSource _aborted = new();

    // Flow control bounds it, so it never makes the connection's reader wait.
    private readonly Pipe _body = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private int _receiveWindow;
    private int _unreported;

    public Http2Stream(int id, RequestHead request, Http2Pipes pipes, Http2Limits limits)
    {
        Id = id;
        Request = request;
        _pipes = pipes;
        _limits = limits;
        _receiveWindow = limits.StreamWindow;
        _sendWindow = pipes.Windows.Open();
        _sendData = data => pipes.Writer.Data(id, data.Span);
    }

    public int Id { get; }

    /// <summary>What was asked.</summary>
    public RequestHead Request { get; }

    /// <summary>Cancelled when the other side gives up, or the connection ends.</summary>
    public CancellationToken Aborted => _aborted.Token;

    /// <summary>The other side said that it sends no more.</summary>
    public bool RemoteClosed { get; private set; }

    /// <summary>We said so.</summary>
    public bool LocalClosed { get; private set; }

    /// <summary>The other side, or we, reset it.</summary>
    public bool WasReset { get; private set; }

    /// <summary>Both sides said so: for the other side the stream is over, and it may open another in its place.</summary>
    public bool IsOver => LocalClosed && RemoteClosed && !WasReset;

    /// <summary>Reads of the request's body; 0 at its end. What was read lets the other side send more.</summary>
    /// <exception cref="IOException">The request was cut.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var came = (await _body.Reader.ReadAsync(cancellationToken)).Buffer;
        var read = came.Slice(0, Math.Min(came.Length, buffer.Length));
        read.CopyTo(buffer.Span);
        var length = (int)read.Length;
        _body.Reader.AdvanceTo(read.End);
        Credit(length);
        return length;
    }

    /// <summary>Sends the answer's headers; or its trailers, which end it.</summary>
    public void WriteHeaders(IEnumerable<HeaderField> fields, bool end)
    {
        var block = new ArrayBufferWriter<byte>();
        HpackEncoder.Begin(block);
        foreach (var field in fields)
        {
            HpackEncoder.Write(field, block);
        }

        LocalClosed |= end;
        _pipes.Writer.Headers(Id, block.WrittenSpan, end);
    }

    /// <summary>Sends a part of the answer's body, as fast as the other side takes it.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        while (!data.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _pipes.Output.WaitForRoomAsync(cancellationToken);
            var taken = _pipes.Windows.Send(_sendWindow, data[..Math.Min(data.Length, Http2Limits.WriteSize)], _sendData, out var changed);
            data = data[taken..];
            if (taken == 0)
            {
                // The other side makes no room before it has what was sent.
                _pipes.Output.Flush();
                await changed.WaitAsync(cancellationToken);
            }
        }

        _pipes.Output.Flush();
    }

    /// <summary>A piece of the body came.</summary>
    /// <param name="data">Without its padding.</param>
    /// <param name="flowControlled">With it.</param>
    public void Receive(ReadOnlySpan<byte> data, int flowControlled)
    {
        if (RemoteClosed)
        {
            throw new Http2ViolationException(Http2ErrorCode.StreamClosed, "data after the end of a request.") { StreamId = Id };
        }

        if (Interlocked.Add(ref _receiveWindow, -flowControlled) < 0)
        {
            throw new Http2ViolationException(Http2ErrorCode.FlowControlError, "more data than the stream's window allows.") { StreamId = Id };
        }

        _body.Writer.Write(data);

        // The pipe has no threshold, so this waits for nothing.
        _body.Writer.FlushAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Credit(flowControlled - data.Length);
    }

    /// <summary>The body is whole.</summary>
    public void ReceiveEnd()
    {
        RemoteClosed = true;
        _body.Writer.Complete();
    }

    /// <summary>The window in the other direction grows.</summary>
    public void ReceiveWindow(int increment) => _pipes.Windows.Add(_sendWindow, Id, increment);

    /// <summary>The stream ends now, wherever it is.</summary>
    public void Abort(string why)
    {
        WasReset = true;
        RemoteClosed = true;
        LocalClosed = true;
        _body.Writer.Complete(new IOException(why));

        // Not here: the callers' continuations must not run on the connection's reader.
        _ = CancelAsync();
    }

    public void Dispose()
    {
        _pipes.Windows.Close(_sendWindow);
        _body.Reader.Complete();
        _aborted.Dispose();
    }

    private async Task CancelAsync()
    {
        try
        {
            // What the callers' continuations throw is theirs.
            await _aborted.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (ObjectDisposedException)
        {
            // Answered in the same moment.
        }
    }

    /// <summary>Gives back to the other side what was taken out of its window, in parts worth a frame.</summary>
    private void Credit(int length)
    {
        if (Interlocked.Add(ref _unreported, length) < _limits.StreamWindow / 2 || RemoteClosed)
        {
            return;
        }

        var increment = Interlocked.Exchange(ref _unreported, 0);
        if (increment > 0)
        {
            Interlocked.Add(ref _receiveWindow, increment);
            _pipes.Writer.WindowUpdate(Id, increment);
        }
    }
}
