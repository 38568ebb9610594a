using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Http2;

/// <summary>What the other side lets us send: in all, and in each stream. See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-5.2"/>.</summary>
internal sealed class SendWindows
{
    private const int Default = 65_535;

    private readonly Lock _gate = new();
    private readonly HashSet<SendWindow> _streams = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _connection = Default;
    private int _initial = Default;

    /// <summary>A stream starts.</summary>
    public SendWindow Open()
    {
        lock (_gate)
        {
            var window = new SendWindow { Left = _initial };
            _streams.Add(window);
            return window;
        }
    }

    /// <summary>A stream ends.</summary>
    public void Close(SendWindow window)
    {
        lock (_gate)
        {
            _streams.Remove(window);
        }
    }

    /// <summary>
    /// Sends as much as both windows have room for, and returns how much that was. Taking and sending are one: once a window was made smaller, and that was
    /// acknowledged, nothing may follow that was taken from the larger one.
    /// </summary>
    /// <param name="window">The stream's window.</param>
    /// <param name="data">What to send.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="changed">Ends when a window changes.</param>
    public int Send(SendWindow window, ReadOnlyMemory<byte> data, Action<ReadOnlyMemory<byte>> send, out Task changed)
    {
        lock (_gate)
        {
            var taken = (int)Math.Max(0, Math.Min(data.Length, Math.Min(_connection, window.Left)));
            if (taken > 0)
            {
                _connection -= taken;
                window.Left -= taken;
                send(data[..taken]);
            }

            changed = _changed.Task;
            return taken;
        }
    }

    /// <summary>The other side lets us send more in all.</summary>
    public void Add(int increment)
    {
        lock (_gate)
        {
            _connection = Checked(_connection + increment, 0);
            Signal();
        }
    }

    /// <summary>The other side lets us send more in a stream.</summary>
    public void Add(SendWindow window, int streamId, int increment)
    {
        lock (_gate)
        {
            window.Left = Checked(window.Left + increment, streamId);
            Signal();
        }
    }

    /// <summary>The other side sets what streams start with; those that run are moved by the difference, below zero too.</summary>
    public void SetInitial(int size)
    {
        lock (_gate)
        {
            var difference = size - _initial;
            _initial = size;
            foreach (var window in _streams)
            {
                window.Left = Checked(window.Left + difference, 0);
            }

            Signal();
        }
    }

    private static long Checked(long size, int streamId) => size <= int.MaxValue
        ? size
        : throw new Http2ViolationException(Http2ErrorCode.FlowControlError, "a flow-control window overflows.") { StreamId = streamId };

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }
}
