using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Http2;

/// <summary>The server side of one HTTP/2 connection. See <see href="https://www.rfc-editor.org/rfc/rfc9113"/>.</summary>
internal sealed class Http2Connection : IDisposable
{
    private readonly Stream _stream;
    private readonly Http2Limits _limits;
    private readonly FrameOutput _output;
    private readonly FrameWriter _writer;
    private readonly StreamTable _streams;
    private readonly FrameProcessor _processor;
    private readonly KeepAlive _keepAlive;

    /// <param name="stream">The connection; closed when it is over.</param>
    /// <param name="handler">Answers the requests.</param>
    /// <param name="limits">What it may cost.</param>
    public Http2Connection(Stream stream, IHttp2Handler handler, Http2Limits limits)
    {
        _stream = stream;
        _limits = limits;
        _output = new FrameOutput(stream, limits);
        _writer = new FrameWriter(_output);
        var pipes = new Http2Pipes(_output, _writer, new SendWindows());
        _streams = new StreamTable(handler, pipes, limits);
        _processor = new FrameProcessor(_streams, pipes, limits);
        _keepAlive = new KeepAlive(_writer, limits);
    }

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Serves until it is closed, or the other side says goodbye.</summary>
    /// <param name="closing">Close: a GOAWAY, the running calls are cancelled, the stream is closed.</param>
    /// <exception cref="BuildKitException">It ended in another way.</exception>
    public async Task RunAsync(CancellationToken closing)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(closing);
        using var cutting = new CancellationTokenSource();
        var writing = _output.RunAsync(cutting.Token);
        var watching = _keepAlive.RunAsync(ending.Token);
        var reading = ReadAsync(ending.Token);
        Exception? failure = null;
        try
        {
            await await Task.WhenAny(reading, writing, watching);
        }
        catch (Exception e) when (e is not OperationCanceledException || !closing.IsCancellationRequested)
        {
            failure = e;
        }
        catch (OperationCanceledException)
        {
            // Closed by its owner.
        }

        await ending.CancelAsync();
        SayGoodbye((failure as Http2ViolationException)?.Code ?? Http2ErrorCode.NoError);
        await _streams.AbortAsync("The session is over.");
        await FinishAsync(writing, cutting);
        await IgnoreAsync(reading);
        await IgnoreAsync(watching);
        if (failure is not null)
        {
            throw Translate(failure);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _output.Dispose();
    }

    private static BuildKitException Translate(Exception failure) => failure switch
    {
        BuildKitException known => known,
        Http2ViolationException violation => violation.ToBuildKit(),
        EndOfStreamException => new(BuildKitFailure.ConnectionLost, "The engine closed the session unexpectedly.", failure),
        _ => new(BuildKitFailure.ConnectionLost, $"The connection of the session was lost: {failure.Message}", failure),
    };

    /// <summary>What ends now ends because the rest did.</summary>
    private static async Task IgnoreAsync(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private void SayGoodbye(Http2ErrorCode code)
    {
        try
        {
            _writer.GoAway(_streams.Last, code);
        }
        catch (Http2ViolationException)
        {
            // It reads nothing, so it won't miss this.
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        _writer.Settings(
            (Http2Setting.MaxConcurrentStreams, _limits.ConcurrentStreams),
            (Http2Setting.InitialWindowSize, _limits.StreamWindow),
            (Http2Setting.MaxHeaderListSize, _limits.HeaderListSize));
        _writer.WindowUpdate(0, _limits.StreamWindow);

        var reader = new FrameReader(_stream);
        await ReadPrefaceAsync(reader, cancellationToken);
        while (await reader.ReadAsync(cancellationToken) is { } frame)
        {
            _keepAlive.Hear();
            try
            {
                _processor.Process(frame);
            }
            catch (Http2ViolationException violation) when (violation.StreamId != 0)
            {
                _processor.Reset(violation);
            }
        }

        // A daemon that leaves silently was killed, or something between cut it off.
        if (!_processor.PeerIsLeaving || _streams.HasUnanswered)
        {
            throw new EndOfStreamException();
        }
    }

    private static async Task ReadPrefaceAsync(FrameReader reader, CancellationToken cancellationToken)
    {
        // Compared as it comes: a peer that speaks something else may be waiting for us.
        for (var i = 0; i < Preface.Length; i++)
        {
            var octet = await reader.ReadRawAsync(1, cancellationToken);
            if (octet.Span[0] != Preface[i])
            {
                throw new Http2ViolationException(Http2ErrorCode.ProtocolError, "it does not speak HTTP/2.");
            }
        }
    }

    /// <summary>Writes what is still to write, and not for long.</summary>
    private async Task FinishAsync(Task writing, CancellationTokenSource cutting)
    {
        _output.Complete();
        cutting.CancelAfter(_limits.CloseTimeout);
        await Task.WhenAny(writing, Task.Delay(_limits.CloseTimeout, CancellationToken.None));
        await cutting.CancelAsync();

        // Ends the reads and writes of streams that hear no token.
        await _stream.DisposeAsync();
        await IgnoreAsync(writing);
    }
}
