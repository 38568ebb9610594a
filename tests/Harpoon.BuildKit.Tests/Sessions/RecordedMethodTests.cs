using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Sessions;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.Sessions;

public sealed class RecordedMethodTests : IDisposable
{
    private readonly TestFolder _folder = new TestFolder().With("a.txt", "alpha");
    private readonly List<BuildKitException> _recorded = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_went_wrong_is_known_before_the_engine_hears_of_it()
    {
        var known = new List<BuildKitFailure>();
        var call = new FakeCall([new("dir-name", "context")])
        {
            Heard = message => known.AddRange(IsError(message) ? [_recorded.Single().Failure] : []),
        };

        var failure = await Assert.ThrowsAsync<BuildKitException>(() => SendRemovedAsync(call));

        Assert.Equal(BuildKitFailure.FileGone, failure.Failure);
        Assert.Equal([BuildKitFailure.FileGone], known);
    }

    [Fact]
    public async Task It_is_known_too_if_the_engine_no_longer_listens()
    {
        var call = new FakeCall([new("dir-name", "context")])
        {
            Heard = message => _ = IsError(message) ? throw new IOException("reset") : message,
        };

        await Assert.ThrowsAsync<IOException>(() => SendRemovedAsync(call));

        Assert.Equal(BuildKitFailure.FileGone, Assert.Single(_recorded).Failure);
    }

    [Fact]
    public async Task All_that_is_sent_is_counted()
    {
        var sent = 0;
        var call = new FakeCall([new("dir-name", "context")]);
        var method = new RecordedMethod(new DiffCopyMethod(new Dictionary<string, IFileTree> { ["context"] = _folder }), _recorded.Add)
        {
            Sent = size => Interlocked.Add(ref sent, size),
        };
        call.Send(new byte[] { (byte)(SyncPacketWriter.TypeField << 3), (byte)SyncPacketType.Finish });
        await method.HandleAsync(call, Token);

        // The entry, the end of the entries, and the end; what comes in a batch with its prefixes.
        var replies = 0;
        for (var left = 3; left > 0; left--)
        {
            replies += (await call.Replies.ReadAsync(Token)).Length;
        }

        Assert.Equal(replies + (2 * GrpcMessageReader.PrefixSize), sent);
    }

    private static bool IsError(ReadOnlyMemory<byte> message) => SyncPacket.Read(message.Span).Type == SyncPacketType.Error;

    /// <summary>The file is removed between its announcement and the request for it.</summary>
    private async Task SendRemovedAsync(FakeCall call)
    {
        var method = new RecordedMethod(new DiffCopyMethod(new Dictionary<string, IFileTree> { ["context"] = _folder }), _recorded.Add);
        var transfer = method.HandleAsync(call, Token);
        await call.Replies.ReadAsync(Token);
        File.Delete(_folder.PathOf("a.txt"));
        call.Send(new byte[] { (byte)(SyncPacketWriter.TypeField << 3), (byte)SyncPacketType.Request, (byte)(SyncPacketWriter.IdField << 3), 0 });
        await transfer;
    }
}
