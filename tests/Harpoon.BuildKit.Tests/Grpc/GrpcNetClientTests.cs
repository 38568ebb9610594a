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

    private readonly TestServer server = new(TestMethod.Echo, TestMethod.Bytes, TestMethod.Hang, Fail, Break, new HealthService());
    private readonly GrpcChannel channel;
    private readonly CallInvoker client;

    public GrpcNetClientTests()
    {
        channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        client = channel.CreateCallInvoker();
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
        using var call = client.AsyncDuplexStreamingCall(MethodOf("Echo", MethodType.DuplexStreaming), null, new CallOptions(cancellationToken: Token));
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
            async () => await client.AsyncUnaryCall(MethodOf("Hang", MethodType.Unary), null, options, []));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public async Task A_call_that_is_given_up_leaves_the_others_alone()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var hanging = client.AsyncUnaryCall(MethodOf("Hang", MethodType.Unary), null, new CallOptions(cancellationToken: giveUp.Token), []);
        await giveUp.CancelAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await hanging);

        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.Equal([7], await CallAsync("Echo", [7]));
    }

    [Fact]
    public async Task The_health_check_says_serving()
    {
        var method = new Method<byte[], byte[]>(MethodType.Unary, "grpc.health.v1.Health", "Check", Bytes, Bytes);
        var answer = await client.AsyncUnaryCall(method, null, new CallOptions(cancellationToken: Token), []);

        Assert.Equal([8, 1], answer);
    }

    [Fact]
    public async Task What_is_no_call_is_refused()
    {
        using var http = new HttpClient { DefaultRequestVersion = new Version(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var answer = await http.GetAsync(server.Address, Token);

        Assert.Equal(415, (int)answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await server.DisposeAsync();
    }

    private static Marshaller<byte[]> Bytes { get; } = Marshallers.Create(bytes => bytes, bytes => bytes);

    private static Method<byte[], byte[]> MethodOf(string name, MethodType type) => new(type, "test.Test", name, Bytes, Bytes);

    private async Task<byte[]> CallAsync(string method, byte[] message) =>
        await client.AsyncUnaryCall(MethodOf(method, MethodType.Unary), null, new CallOptions(cancellationToken: Token), message);
}
