using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Http;

/// <summary>One connection of <see cref="EngineHttp"/>, a call after the other.</summary>
/// <param name="stream">The connection.</param>
/// <param name="isLocal">
/// Whether the engine is on this machine, where it answers most calls in a millisecond. Those are waited for on the thread: a wait that
/// suspends makes the JIT compile ten methods for each asynchronous caller, which takes longer than the answer.
/// </param>
/// <param name="patience">How long an answer that has begun may take to go on; zero for as long as it likes.</param>
internal sealed class EngineHttpConnection(Stream stream, bool isLocal, TimeSpan patience = default) : IAsyncDisposable
{
    private readonly EngineHttpBuffer _buffer = new();

    /// <summary>Whether the last answer left the connection ready for the next call.</summary>
    public bool CanGoOn { get; private set; }

    /// <summary>What comes after the last answer, where a stream was asked for and not refused. Disposing of it closes the connection.</summary>
    public Stream? Stream { get; private set; }

    /// <summary>Calls and reads the answer whole; null when the connection ends before the answer begins.</summary>
    /// <exception cref="IOException">It ended midway, or what came is not HTTP/1, or too long.</exception>
    public Task<EngineHttpAnswer?> TrySendAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        CanGoOn = false;
        return isLocal && !request.MayTakeLong
            ? Task.FromResult(TrySend(request, cancellationToken))
            : TrySendSuspendedAsync(request, cancellationToken);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private EngineHttpAnswer? TrySend(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        // A thread that waits in the system is woken by closing what it waits for.
        using var closing = cancellationToken.UnsafeRegister(static connection => ((Stream)connection!).Dispose(), stream);
        var parser = new EngineHttpParser(request);
        try
        {
            stream.Write(request.Bytes());
            while (true)
            {
                var count = stream.Read(_buffer.Room().Span);
                cancellationToken.ThrowIfCancellationRequested();
                if (AnswerWith(count, parser, request) is { } answer)
                {
                    return answer;
                }

                if (count == 0)
                {
                    return null;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }

    private async Task<EngineHttpAnswer?> TrySendSuspendedAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        var parser = new EngineHttpParser(request);
        var clock = new PieceClock(request.Call, patience);
        await stream.WriteAsync(request.Bytes(), cancellationToken);
        while (true)
        {
            var count = await clock.ReadAsync(stream, _buffer.Room(), parser.IsInPiece, cancellationToken);
            if (AnswerWith(count, parser, request) is { } answer)
            {
                return answer;
            }

            if (count == 0)
            {
                return null;
            }
        }
    }

    /// <summary>The answer, if it is whole with the bytes that were read last; null where it is not, or where nothing came at all.</summary>
    private EngineHttpAnswer? AnswerWith(int count, EngineHttpParser parser, EngineHttpRequest request)
    {
        _buffer.Filled(count);
        if (parser.Parse(_buffer.Bytes.Span, ended: count == 0) is { } parsed)
        {
            return Take(parsed, request);
        }

        return count > 0 || _buffer.Bytes.IsEmpty ? null : throw new IOException(DiagnosticTexts.Format("Said.CutShort"));
    }

    private EngineHttpAnswer Take(ParsedAnswer parsed, EngineHttpRequest request)
    {
        _buffer.Use(parsed.Length);
        Stream = parsed.Answer.Status is not (EngineHttpParser.SwitchingProtocols or EngineHttpParser.Ok) ? null
            : request.Upgrades ? new UpgradedStream(_buffer.Bytes, stream)
            : request.Streams ? new EngineHttpBody(
                new EngineHttpHead(parsed.Answer.Status, parsed.Answer.Headers, parsed.Length), _buffer, stream, new PieceClock(request.Call, patience))
            : null;
        CanGoOn = parsed.KeepsOpen && Stream is null;
        return parsed.Answer;
    }
}
