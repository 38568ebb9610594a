using System.Text;
using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Http2;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.BuildKit.Tracing;
using static Harpoon.BuildKit.Tests.Control.ControlPeer;

namespace Harpoon.BuildKit.Tests.Control;

/// <summary>Calls of the control service, and how they end.</summary>
public sealed class ControlClientTests
{
    private static readonly byte[] Empty = [0, 0, 0, 0, 0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_build_returns_what_its_exporter_says()
    {
        await using var peer = new ControlPeer(Healthy);

        Assert.Equal("sha256:a", (await peer.Client.SolveAsync(Request, Token)).ImageDigest);
        Assert.Equal("sha256:b", Assert.Single((await FollowAsync(peer)).SelectMany(update => update.Vertexes)).Digest);
    }

    [Fact]
    public async Task A_build_that_is_cut_after_any_byte_is_never_a_success() => await CutAnywhereAsync(
        async peer => Assert.Equal("sha256:a", (await peer.Client.SolveAsync(Request, Token)).ImageDigest));

    [Fact]
    public async Task Progress_that_is_cut_after_any_byte_is_never_complete() => await CutAnywhereAsync(async peer => Assert.Single(await FollowAsync(peer)));

    [Fact]
    public async Task A_question_to_a_frontend_is_answered()
    {
        await using var peer = new ControlPeer(WithGateway());

        await AskAsync(peer);
    }

    [Fact]
    public async Task A_question_to_a_frontend_that_is_cut_after_any_byte_is_never_answered() => await CutAnywhereAsync(AskAsync, WithGateway);

    [Fact]
    public async Task A_question_whose_build_fails_is_an_error()
    {
        await using var peer = new ControlPeer(new RawHandler("200", [], new HeaderField("grpc-status", "2"), new HeaderField("grpc-message", "it broke")));

        var error = await Assert.ThrowsAsync<SolveFailedException>(() => peer.Client.AskFrontendAsync(Request, Token));

        Assert.Equal("it broke", error.Failure.Message);
    }

    [Fact]
    public async Task An_end_without_a_status_is_an_error()
    {
        await using var peer = new ControlPeer(new RawHandler("200", Empty, new HeaderField("other", "0")));

        var error = await Assert.ThrowsAsync<BuildKitException>(() => peer.Client.SolveAsync(Request, Token));

        Assert.Equal(BuildKitFailure.ConnectionLost, error.Failure);
    }

    [Theory]
    [InlineData("200", "0", "")]
    [InlineData("200", "0", "\u0001\0\0\0\0")]
    [InlineData("200", "0", "\0\u007F\0\0\0")]
    [InlineData("200", "0", "\0\0\0\0\u0002\u000A\u0009")]
    [InlineData("503", "0", "\0\0\0\0\0")]
    public async Task A_response_that_is_none_is_an_error(string http, string status, string body)
    {
        await using var peer = new ControlPeer(new RawHandler(http, Encoding.Latin1.GetBytes(body), new HeaderField("grpc-status", status)));

        var error = await Assert.ThrowsAsync<BuildKitException>(() => peer.Client.SolveAsync(Request, Token));

        Assert.Equal(BuildKitFailure.MalformedMessage, error.Failure);
    }

    [Fact]
    public async Task A_failed_build_names_its_step_and_lines()
    {
        var details = Message(status =>
        {
            status.Write(1, 2);
            status.WriteAlways(3, Detail("stack.Stack+json", """{"frames":[]}""").Span);
            status.WriteAlways(3, Detail("github.com/moby/buildkit/errdefs.Source+json", """{"info":{"filename":"outer"},"ranges":[{"start":{"line":1}}]}""").Span);
            status.WriteAlways(3, Detail("github.com/moby/buildkit/errdefs.Vertex+json", """{"digest":"sha256:c"}""").Span);
            status.WriteAlways(3, Detail("github.com/moby/buildkit/errdefs.Source+json", """{"info":{"filename":"Dockerfile"},"ranges":[{"start":{"line":3},"end":{"line":4,"character":2}}]}""").Span);
            status.WriteAlways(3, Detail("github.com/moby/buildkit/errdefs.Vertex+json", "no JSON").Span);
        });
        await using var peer = new ControlPeer(new RawHandler(
            "200", [], new HeaderField("grpc-status", "2"), new HeaderField("grpc-message", "it broke: 100%25"),
            new HeaderField("grpc-status-details-bin", Convert.ToBase64String(details.Span).TrimEnd('='))));

        var failure = (await Assert.ThrowsAsync<SolveFailedException>(() => peer.Client.SolveAsync(Request, Token))).Failure;

        Assert.Equal((RpcStatus.Unknown, "it broke: 100%", "sha256:c"), (failure.Status, failure.Message, failure.Vertex));
        Assert.Equal(["Dockerfile", "outer"], failure.Sources.Select(source => source.FileName));
        Assert.Equal(new TraceRange(3, 0, 4, 2), Assert.Single(failure.Sources[0].Ranges));
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("CgE")]
    public async Task Details_that_cannot_be_read_leave_the_message(string details)
    {
        await using var peer = new ControlPeer(new RawHandler(
            "200", [], new HeaderField("grpc-status", "13"), new HeaderField("grpc-message", "it broke"), new HeaderField("grpc-status-details-bin", details)));

        var failure = (await Assert.ThrowsAsync<SolveFailedException>(() => peer.Client.SolveAsync(Request, Token))).Failure;

        Assert.Equal((RpcStatus.Internal, "it broke", null), (failure.Status, failure.Message, failure.Vertex));
    }

    [Fact]
    public async Task Cancelling_ends_the_call_on_the_other_side()
    {
        var ended = new TaskCompletionSource();
        var method = new TestMethod("/moby.buildkit.v1.Control/Solve", async (_, token) =>
        {
            await using var registered = token.Register(ended.SetResult);
            await Task.Delay(Timeout.Infinite, token);
        });
        await using var peer = new ControlPeer(new GrpcHandler([method]));
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var solving = peer.Client.SolveAsync(Request, cancelling.Token);
        cancelling.CancelAfter(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => solving);
        await ended.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task An_engine_that_gives_no_sign_of_life_is_lost()
    {
        var (client, server) = DuplexStream.Pair();
        await using var silent = server;
        await using var control = new ControlClient(client, TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<BuildKitException>(() => control.SolveAsync(Request, Token));

        Assert.Equal(BuildKitFailure.ConnectionLost, error.Failure);
    }

    private static ReadOnlyMemory<byte> Detail(string type, string value) => Message(any =>
    {
        any.Write(1, type);
        any.Write(2, Encoding.UTF8.GetBytes(value));
    });

    private static async Task<List<TraceUpdate>> FollowAsync(ControlPeer peer)
    {
        var updates = new List<TraceUpdate>();
        await foreach (var update in peer.Client.StatusAsync("ref", Token))
        {
            updates.Add(update);
        }

        return updates;
    }

    private static async Task AskAsync(ControlPeer peer) =>
        Assert.Equal("{}", (await peer.Client.AskFrontendAsync(Request, Token))["result.json"]);

    /// <summary>Cuts the connection after each byte, until a call gets through.</summary>
    private static async Task CutAnywhereAsync(Func<ControlPeer, Task> callAsync, Func<IHttp2Handler>? handler = null)
    {
        const int MoreThanACall = 5_000;
        for (var length = 0; length < MoreThanACall; length++)
        {
            await using var peer = new ControlPeer(handler?.Invoke() ?? Healthy, stream => new CutStream(stream, length));
            try
            {
                await callAsync(peer);
                Assert.True(length > 100, "a call has more bytes");
                return;
            }
            catch (BuildKitException e)
            {
                Assert.True(e.Failure == BuildKitFailure.ConnectionLost, $"after {length} bytes: {e}");
            }
        }

        Assert.Fail("The call never got through.");
    }
}
