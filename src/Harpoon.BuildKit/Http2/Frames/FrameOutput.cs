using System.Buffers;

namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>
/// The one writer of a connection. Frames are put in order into a buffer, and a loop writes what has gathered: an answer to a PING never waits for
/// the network; a sender of data waits while much is pending.
/// </summary>
internal sealed class FrameOutput(Stream stream, Http2Limits limits) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private ArrayBufferWriter<byte> _pending = new();
    private ArrayBufferWriter<byte> _writing = new();
    private TaskCompletionSource? _room;
    private bool _completed;
    private bool _broken;
    private long _written;

    /// <summary>The bytes that were written to the stream.</summary>
    public long BytesWritten => Interlocked.Read(ref _written);

    /// <summary>Appends whole frames. They are dropped once the output is complete.</summary>
    /// <exception cref="Http2ViolationException">The other side makes us answer, and doesn't read the answers.</exception>
    public void Append<TState>(TState state, Action<TState, IBufferWriter<byte>> write)
        where TState : allows ref struct
    {
        lock (_gate)
        {
            if (_completed || _broken)
            {
                return;
            }

            if (_pending.WrittenCount > limits.OutputBuffer + limits.AnswerBuffer)
            {
                throw new Http2ViolationException(Http2ErrorCode.EnhanceYourCalm, "it sends requests without reading the responses.");
            }

            var wasEmpty = _pending.WrittenCount == 0;
            write(state, _pending);
            if (wasEmpty)
            {
                _wake.Release();
            }
        }
    }

    /// <summary>Waits until there is room for data.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_pending.WrittenCount < limits.OutputBuffer || _broken)
            {
                return Task.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Nothing more comes: <see cref="RunAsync"/> ends when all is written.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            _wake.Release();
        }
    }

    /// <summary>Writes until <see cref="Complete"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _wake.WaitAsync(cancellationToken);
                if (Swap() is { Length: > 0 } bytes)
                {
                    await WriteAsync(bytes, cancellationToken);
                }
                else if (_completed)
                {
                    return;
                }
            }
        }
        finally
        {
            Break();
        }
    }

    public void Dispose() => _wake.Dispose();

    private ReadOnlyMemory<byte> Swap()
    {
        lock (_gate)
        {
            (_pending, _writing) = (_writing, _pending);
            _pending.ResetWrittenCount();
            _room?.TrySetResult();
            _room = null;
            return _writing.WrittenMemory;
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limits.AnswerTimeout);
        try
        {
            await stream.WriteAsync(bytes, timeout.Token);
            await stream.FlushAsync(timeout.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BuildKitException(
                BuildKitFailure.Stalled, $"The engine read nothing from the session for {limits.AnswerTimeout.TotalSeconds:0.#} s.", e);
        }

        Interlocked.Add(ref _written, bytes.Length);
    }

    private void Break()
    {
        lock (_gate)
        {
            _broken = true;
            _room?.TrySetResult();
            _room = null;
        }
    }
}
