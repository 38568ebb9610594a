namespace Harpoon.BuildKit.Http2;

/// <summary>What the other side lets us send: in all, and in each stream. See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-5.2"/>.</summary>
internal sealed class SendWindows
{
    private const int Default = 65_535;

    private readonly Lock gate = new();
    private readonly HashSet<SendWindow> streams = [];
    private TaskCompletionSource changed = NewSignal();
    private long connection = Default;
    private int initial = Default;

    /// <summary>A stream starts.</summary>
    public SendWindow Open()
    {
        lock (gate)
        {
            var window = new SendWindow { Left = initial };
            streams.Add(window);
            return window;
        }
    }

    /// <summary>A stream ends.</summary>
    public void Close(SendWindow window)
    {
        lock (gate)
        {
            streams.Remove(window);
        }
    }

    /// <summary>
    /// Sends as much as both windows have room for, and returns how much that was; waits while either has none. Taking and sending are one: once a window
    /// was made smaller, and that was acknowledged, nothing may follow that was taken from the larger one.
    /// </summary>
    public async ValueTask<int> SendAsync(SendWindow window, ReadOnlyMemory<byte> data, Action<ReadOnlyMemory<byte>> send, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task waiting;
            lock (gate)
            {
                var taken = (int)Math.Min(data.Length, Math.Min(connection, window.Left));
                if (taken > 0)
                {
                    connection -= taken;
                    window.Left -= taken;
                    send(data[..taken]);
                    return taken;
                }

                waiting = changed.Task;
            }

            await waiting.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The other side lets us send more in all.</summary>
    public void Add(int increment)
    {
        lock (gate)
        {
            connection = Checked(connection + increment, 0);
            Signal();
        }
    }

    /// <summary>The other side lets us send more in a stream.</summary>
    public void Add(SendWindow window, int streamId, int increment)
    {
        lock (gate)
        {
            window.Left = Checked(window.Left + increment, streamId);
            Signal();
        }
    }

    /// <summary>The other side sets what streams start with; those that run are moved by the difference, below zero too.</summary>
    public void SetInitial(int size)
    {
        lock (gate)
        {
            var difference = size - initial;
            initial = size;
            foreach (var window in streams)
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
        changed.TrySetResult();
        changed = NewSignal();
    }
}
