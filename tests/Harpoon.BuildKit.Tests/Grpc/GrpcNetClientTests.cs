using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Services;
using Harpoon.BuildKit.Tests.Infrastructure;
using RpcException = Grpc.Core.RpcException;

namespace Harpoon.BuildKit.Tests.Grpc;

/// <summary>.NET's own HTTP/2 and gRPC clients against the server.</summary>
public sealed class GrpcNetClientTests : IAsyncDisposable
{
    private static readonly TestMethod Fail = new("/test.Test/Fail", (_, _) => throw new Harpoon.BuildKit.Grpc.RpcException(RpcStatus.NotFound, "no such thing: ünï 100%"));
    private static readonly TestMethod Break = new("/test.Test/Break", (_, _) => throw new InvalidOperationException("oops"));

    private readonly TestServer _server;
    private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gaveUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GrpcChannel _channel;
    private readonly CallInvoker _client;

    public GrpcNetClientTests()
    {
        var wait = new TestMethod("/test.Test/Wait", async (_, token) =>
        {
            await using var registration = token.Register(() => _gaveUp.TrySetResult());
            _waits.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        });
        _server = new(TestMethod.Echo, TestMethod.Bytes, TestMethod.Hang, TestMethod.Count, TestMethod.Megabytes, Fail, Break, wait, new HealthService());
        _channel = GrpcChannel.ForAddress(_server.Address, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        _client = _channel.CreateCallInvoker();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16_379)]
    [InlineData(16_380)]
    [InlineData(65_535)]
    [InlineData(3_000_000)]
    public async Task Messages_of_all_sizes_come_back(int size)
    {
        var message = new byte[size];
        new Random(size).NextBytes(message);

        Assert.Equal(message, await CallAsync("Echo", message));
    }

    [Fact]
    public async Task A_message_beyond_the_limit_is_refused()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync("Echo", new byte[GrpcMessageReader.LargestMessage + 1]));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task A_large_answer_arrives_whole() =>
        Assert.Equal(20_000_000, (await CallAsync("Bytes", BitConverter.GetBytes(20_000_000))).Length);

    [Fact]
    public async Task Many_calls_run_at_a_time()
    {
        var answers = new ConcurrentBag<int>();
        await Parallel.ForAsync(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 50, CancellationToken = Token }, async (i, _) =>
            answers.Add(BitConverter.ToInt32(await CallAsync("Echo", BitConverter.GetBytes(i)))));

        Assert.Equal(Enumerable.Range(0, 500), answers.Order());
    }

    [Fact]
    public async Task A_two_way_stream_goes_both_ways_at_once()
    {
        using var call = _client.AsyncDuplexStreamingCall(MethodOf("Echo", MethodType.DuplexStreaming), null, new CallOptions(cancellationToken: Token));
        for (var i = 0; i < 100; i++)
        {
            await call.RequestStream.WriteAsync([(byte)i], Token);
            Assert.True(await call.ResponseStream.MoveNext(Token));
            Assert.Equal([(byte)i], call.ResponseStream.Current);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(Token));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData("Fail", StatusCode.NotFound, "no such thing: ünï 100%")]
    [InlineData("Break", StatusCode.Unknown, "oops")]
    [InlineData("Nothing", StatusCode.Unimplemented, "unknown method /test.Test/Nothing")]
    public async Task A_failure_is_a_status(string method, StatusCode status, string message)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(method, [1]));

        Assert.Equal((status, message), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task A_deadline_is_kept()
    {
        var options = new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(50), cancellationToken: Token);
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.AsyncUnaryCall(MethodOf("Hang", MethodType.Unary), null, options, []));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_answers_hears_that_the_caller_gave_up(bool byDeadline)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);

        // A call that is given up before its connection is open is never sent.
        await CallAsync("Echo", [7]);
        DateTime? deadline = byDeadline ? DateTime.UtcNow.AddSeconds(1) : null;
        var waiting = _client.AsyncUnaryCall(MethodOf("Wait", MethodType.Unary), null, new CallOptions(deadline: deadline, cancellationToken: giveUp.Token), []);
        if (!byDeadline)
        {
            await _waits.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
            await giveUp.CancelAsync();
        }

        await Assert.ThrowsAsync<RpcException>(async () => await waiting);
        await _gaveUp.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task Many_calls_that_are_given_up_at_once_leave_the_connection_alone()
    {
        await Parallel.ForAsync(0, 1_000, new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = Token }, async (i, _) =>
        {
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var call = _client.AsyncUnaryCall(MethodOf("Hang", MethodType.Unary), null, new CallOptions(cancellationToken: giveUp.Token), []);
            for (var turns = i % 20; turns > 0; turns--)
            {
                await Task.Yield();
            }

            await giveUp.CancelAsync();
            await Assert.ThrowsAsync<RpcException>(async () => await call);
        });

        Assert.Equal([7], await CallAsync("Echo", [7]));
    }

    [Fact]
    public async Task A_hundred_megabytes_go_up_one_stream()
    {
        using var call = _client.AsyncClientStreamingCall(MethodOf("Count", MethodType.ClientStreaming), null, new CallOptions(cancellationToken: Token));
        var megabyte = new byte[1 << 20];
        for (var i = 0; i < 100; i++)
        {
            await call.RequestStream.WriteAsync(megabyte, Token);
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(100 << 20, BitConverter.ToInt64(await call));
    }

    [Fact]
    public async Task A_hundred_megabytes_come_down_one_stream_and_trailers_after_them()
    {
        using var call = _client.AsyncServerStreamingCall(
            MethodOf("Megabytes", MethodType.ServerStreaming), null, new CallOptions(cancellationToken: Token), BitConverter.GetBytes(100));
        var total = 0L;
        while (await call.ResponseStream.MoveNext(Token))
        {
            total += call.ResponseStream.Current.Length;
        }

        Assert.Equal((100 << 20, StatusCode.OK), (total, call.GetStatus().StatusCode));
    }

    [Fact]
    public async Task A_call_that_is_given_up_leaves_the_others_alone()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var hanging = _client.AsyncUnaryCall(MethodOf("Hang", MethodType.Unary), null, new CallOptions(cancellationToken: giveUp.Token), []);
        await giveUp.CancelAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await hanging);

        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.Equal([7], await CallAsync("Echo", [7]));
    }

    [Fact]
    public async Task The_health_check_says_serving()
    {
        var method = new Method<byte[], byte[]>(MethodType.Unary, "grpc.health.v1.Health", "Check", Bytes, Bytes);
        var answer = await _client.AsyncUnaryCall(method, null, new CallOptions(cancellationToken: Token), []);

        Assert.Equal([8, 1], answer);
    }

    [Fact]
    public async Task What_is_no_call_is_refused()
    {
        using var http = new HttpClient { DefaultRequestVersion = new Version(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var answer = await http.GetAsync(_server.Address, Token);

        Assert.Equal(415, (int)answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    private static Marshaller<byte[]> Bytes { get; } = Marshallers.Create(bytes => bytes, bytes => bytes);

    private static Method<byte[], byte[]> MethodOf(string name, MethodType type) => new(type, "test.Test", name, Bytes, Bytes);

    private async Task<byte[]> CallAsync(string method, byte[] message) =>
        await _client.AsyncUnaryCall(MethodOf(method, MethodType.Unary), null, new CallOptions(cancellationToken: Token), message);
}
