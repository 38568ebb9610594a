using System.Buffers;
using System.IO.Pipelines;
using Harpoon.BuildKit.Hpack;

namespace Harpoon.BuildKit.Http2;

/// <summary>One request and its answer. See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-5.1"/>.</summary>
internal sealed class Http2Stream : IDisposable
{
    private readonly Http2Pipes pipes;
    private readonly Http2Limits limits;
    private readonly SendWindow sendWindow;
    private readonly Action<ReadOnlyMemory<byte>> sendData;
    private readonly CancellationTokenSource aborted = new();

    // Flow control bounds it, so it never makes the connection's reader wait.
    private readonly Pipe body = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly Stream bodyReader;
    private int receiveWindow;
    private int unreported;

    public Http2Stream(int id, RequestHead request, Http2Pipes pipes, Http2Limits limits)
    {
        Id = id;
        Request = request;
        this.pipes = pipes;
        this.limits = limits;
        receiveWindow = limits.StreamWindow;
        sendWindow = pipes.Windows.Open();
        sendData = data => pipes.Writer.Data(id, data.Span);
        bodyReader = body.Reader.AsStream();
    }

    public int Id { get; }

    /// <summary>What was asked.</summary>
    public RequestHead Request { get; }

    /// <summary>Cancelled when the other side gives up, or the connection ends.</summary>
    public CancellationToken Aborted => aborted.Token;

    /// <summary>The other side said that it sends no more.</summary>
    public bool RemoteClosed { get; private set; }

    /// <summary>We said so.</summary>
    public bool LocalClosed { get; private set; }

    /// <summary>The other side, or we, reset it.</summary>
    public bool WasReset { get; private set; }

    /// <summary>Reads of the request's body; 0 at its end. What was read lets the other side send more.</summary>
    /// <exception cref="IOException">The request was cut.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await bodyReader.ReadAsync(buffer, cancellationToken);
        Credit(read);
        return read;
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
        pipes.Writer.Headers(Id, block.WrittenSpan, end);
    }

    /// <summary>Sends a part of the answer's body, as fast as the other side takes it.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        while (!data.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await pipes.Output.WaitForRoomAsync(cancellationToken);
            var piece = data[..Math.Min(data.Length, Http2Limits.FrameSize)];
            data = data[await pipes.Windows.SendAsync(sendWindow, piece, sendData, cancellationToken)..];
        }
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

        if (Interlocked.Add(ref receiveWindow, -flowControlled) < 0)
        {
            throw new Http2ViolationException(Http2ErrorCode.FlowControlError, "more data than the stream's window allows.") { StreamId = Id };
        }

        body.Writer.Write(data);

        // The pipe has no threshold, so this waits for nothing.
        body.Writer.FlushAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Credit(flowControlled - data.Length);
    }

    /// <summary>The body is whole.</summary>
    public void ReceiveEnd()
    {
        RemoteClosed = true;
        body.Writer.Complete();
    }

    /// <summary>The window in the other direction grows.</summary>
    public void ReceiveWindow(int increment) => pipes.Windows.Add(sendWindow, Id, increment);

    /// <summary>The stream ends now, wherever it is.</summary>
    public void Abort(string why)
    {
        WasReset = true;
        RemoteClosed = true;
        LocalClosed = true;
        body.Writer.Complete(new IOException(why));

        // Not here: the callers' continuations must not run on the connection's reader.
        _ = CancelAsync();
    }

    public void Dispose()
    {
        pipes.Windows.Close(sendWindow);
        body.Reader.Complete();
        bodyReader.Dispose();
        aborted.Dispose();
    }

    private async Task CancelAsync()
    {
        try
        {
            // What the callers' continuations throw is theirs.
            await aborted.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (ObjectDisposedException)
        {
            // Answered in the same moment.
        }
    }

    /// <summary>Gives back to the other side what was taken out of its window, in parts worth a frame.</summary>
    private void Credit(int length)
    {
        if (Interlocked.Add(ref unreported, length) < limits.StreamWindow / 2 || RemoteClosed)
        {
            return;
        }

        var increment = Interlocked.Exchange(ref unreported, 0);
        if (increment > 0)
        {
            Interlocked.Add(ref receiveWindow, increment);
            pipes.Writer.WindowUpdate(Id, increment);
        }
    }
}
