using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Tests.Http2;

/// <summary>When frames are written: an answer at once, data together with what follows.</summary>
public sealed class FrameOutputTests : IDisposable
{
    private const int Answers = 1_000;

    private readonly WrittenStream _stream = new();
    private readonly FrameOutput _output;
    private readonly FrameWriter _writer;

    public FrameOutputTests()
    {
        _output = new FrameOutput(_stream, new Http2Limits { AnswerBuffer = Answers });
        _writer = new FrameWriter(_output);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _output.Dispose();
        _stream.Dispose();
    }

    [Fact]
    public async Task Data_is_written_together_when_it_is_flushed()
    {
        var running = _output.RunAsync(Token);
        _writer.Data(1, new byte[10]);
        _writer.Data(1, new byte[20]);
        _output.Flush();
        _output.Complete();
        await running;

        Assert.Equal([(2 * FrameHeader.Size) + 30], _stream.Writes);
    }

    [Fact]
    public async Task Data_that_fills_a_write_waits_for_nothing()
    {
        var running = _output.RunAsync(Token);
        _writer.Data(1, new byte[Http2Limits.WriteSize]);
        await _stream.Written.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        _output.Complete();
        await running;

        // In frames that every client takes.
        Assert.Equal([Http2Limits.WriteSize + (Http2Limits.WriteSize / Http2Limits.FrameSize * FrameHeader.Size)], _stream.Writes);
    }

    [Fact]
    public async Task An_answer_takes_waiting_data_along()
    {
        var running = _output.RunAsync(Token);
        _writer.Data(1, new byte[10]);
        _writer.Ping(new byte[8], ack: true);
        await _stream.Written.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        _output.Complete();
        await running;

        Assert.Equal([(2 * FrameHeader.Size) + 18], _stream.Writes);
    }

    [Fact]
    public async Task What_waits_at_the_end_is_written()
    {
        _writer.Data(1, new byte[10]);
        _output.Complete();
        await _output.RunAsync(Token);

        Assert.Equal([FrameHeader.Size + 10], _stream.Writes);
    }

    [Fact]
    public void Data_that_waits_is_no_unread_answer()
    {
        for (var i = 0; i < 20; i++)
        {
            _writer.Data(1, new byte[Http2Limits.WriteSize]);
        }

        _writer.Ping(new byte[8], ack: true);

        // Here the other side asks and reads nothing.
        Assert.Throws<Http2ViolationException>(() =>
        {
            for (var i = 0; i < Answers; i++)
            {
                _writer.Ping(new byte[8], ack: true);
            }
        });
    }

    /// <summary>Notes the size of each write.</summary>
    private sealed class WrittenStream : MemoryStream
    {
        public List<int> Writes { get; } = [];

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes.Add(buffer.Length);
            Written.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
