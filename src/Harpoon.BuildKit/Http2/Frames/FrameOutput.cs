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
    private int _answers;
    private bool _isAwake;
    private bool _completed;
    private bool _broken;

    /// <summary>Appends whole frames. They are dropped once the output is complete.</summary>
    /// <param name="state">Is passed on.</param>
    /// <param name="write">Writes the frames.</param>
    /// <param name="mayWait">Whether they are written together with what follows: see <see cref="Flush"/>.</param>
    /// <exception cref="Http2ViolationException">The other side makes us answer, and doesn't read the answers.</exception>
    public void Append<TState>(TState state, Action<TState, IBufferWriter<byte>> write, bool mayWait = false)
        where TState : allows ref struct
    {
        lock (_gate)
        {
            if (_completed || _broken)
            {
                return;
            }

            if (!mayWait && _answers > limits.AnswerBuffer)
            {
                throw new Http2ViolationException(Http2ErrorCode.EnhanceYourCalm, "it sends requests without reading the responses.");
            }

            var before = _pending.WrittenCount;
            write(state, _pending);
            _answers += mayWait ? 0 : _pending.WrittenCount - before;
            if (!mayWait || _pending.WrittenCount >= Http2Limits.WriteSize)
            {
                Wake();
            }
        }
    }

    /// <summary>Writes what waits for more.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_pending.WrittenCount > 0)
            {
                Wake();
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
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            do
            {
                await _wake.WaitAsync(cancellationToken);
                if (Swap() is { Length: > 0 } bytes)
                {
                    timeout.CancelAfter(limits.AnswerTimeout);
                    await stream.WriteAsync(bytes, timeout.Token);
                    await stream.FlushAsync(timeout.Token);
                    timeout.CancelAfter(Timeout.InfiniteTimeSpan);
                }
            }
            while (!IsDone());
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BuildKitException(
                BuildKitFailure.Stalled, $"The engine read nothing from the session for {limits.AnswerTimeout.TotalSeconds:0.#} s.", e);
        }
        finally
        {
            Break();
        }
    }

    public void Dispose() => _wake.Dispose();

    /// <summary>Lets the loop write. The gate is held.</summary>
    private void Wake()
    {
        if (!_isAwake)
        {
            _isAwake = true;
            _wake.Release();
        }
    }

    private bool IsDone()
    {
        lock (_gate)
        {
            return _completed && _pending.WrittenCount == 0;
        }
    }

    private ReadOnlyMemory<byte> Swap()
    {
        lock (_gate)
        {
            (_isAwake, _answers) = (false, 0);
            (_pending, _writing) = (_writing, _pending);
            _pending.ResetWrittenCount();
            _room?.TrySetResult();
            _room = null;
            return _writing.WrittenMemory;
        }
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
