using System.Runtime.CompilerServices;
using Harpoon.BuildKit.Http2;
using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.Http2;

/// <summary>Streams that end in two ways at once leave no failed task behind. The system tells of those process-wide, so nothing else runs meanwhile.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class EndingTests : IDisposable
{
    private static readonly RequestHead Request = new("POST", "/test.Test/Nothing", []);

    private readonly Http2Limits _limits = new() { OutputBuffer = 1, AnswerBuffer = 1 };
    private readonly FrameOutput _output;
    private readonly Http2Pipes _pipes;

    public EndingTests()
    {
        _output = new FrameOutput(Stream.Null, _limits);
        _pipes = new Http2Pipes(_output, new FrameWriter(_output), new SendWindows());
    }

    [Fact]
    public async Task A_stream_whose_reset_finds_no_room_is_closed_all_the_same()
    {
        var table = new StreamTable(new Silent(), _pipes, _limits);
        var stream = table.Open(1, Request);
        _pipes.Writer.Ping(new byte[8], ack: true);
        Assert.Throws<Http2ViolationException>(() => _pipes.Writer.ResetStream(1, Http2ErrorCode.InternalError));

        await table.StartAsync(stream);

        Assert.Null(table.Find(1));
        await table.AbortAsync("done");
    }

    [Fact]
    public void A_stream_that_is_given_up_in_the_moment_of_its_answer_leaves_no_failed_task()
    {
        using var failures = new UnobservedFailures();
        for (var i = 0; i < 20; i++)
        {
            AnswerAndAbort();
        }

        Assert.Null(failures.Take());
    }

    [Fact]
    public void A_caller_that_fails_on_being_cancelled_leaves_no_failed_task()
    {
        using var failures = new UnobservedFailures();
        for (var i = 0; i < 20; i++)
        {
            AbortWithFailingCaller();
        }

        Assert.Null(failures.Take());
    }

    public void Dispose() => _output.Dispose();

    // Not inlined: what these leave behind must be garbage when it is looked for.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AnswerAndAbort()
    {
        var stream = new Http2Stream(1, Request, _pipes, _limits);
        stream.Dispose();
        stream.Abort("given up");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AbortWithFailingCaller()
    {
        using var stream = new Http2Stream(1, Request, _pipes, _limits);
        using var cancelled = new ManualResetEventSlim();
        using var first = stream.Aborted.Register(cancelled.Set);
        using var last = stream.Aborted.Register(() => throw new InvalidOperationException("a caller's own"));
        stream.Abort("given up");
        cancelled.Wait(TestContext.Current.CancellationToken);
    }

    private sealed class Silent : IHttp2Handler
    {
        public Task HandleAsync(Http2Stream stream, CancellationToken aborted) => Task.FromException(new InvalidOperationException("no answer"));
    }
}
