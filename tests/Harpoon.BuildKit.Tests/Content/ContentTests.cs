using System.Security.Cryptography;
using System.Text;
using Harpoon.BuildKit.Content;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;
using Harpoon.BuildKit.Tests.Infrastructure;
using static Harpoon.BuildKit.Tests.Tracing.TraceDecoderTests;

namespace Harpoon.BuildKit.Tests.Content;

/// <summary>A folder of content, as an engine reads and writes it over a session.</summary>
public sealed class ContentTests : IDisposable
{
    private const string Header = "buildkit-attachable-store-id";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-content-");
    private readonly ContentFolder _store;
    private readonly ContentStores _stores;

    public ContentTests()
    {
        _store = new ContentFolder(_folder.FullName) { IsWritable = true };
        _stores = new ContentStores(new Dictionary<string, ContentFolder>
        {
            ["local:/cache"] = _store,
            ["local:/seen"] = new ContentFolder(_folder.FullName),
        });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_written_is_kept_under_its_digest_and_read_again()
    {
        var data = Encoding.UTF8.GetBytes(new string('x', 300_000));
        var digest = DigestOf(data);

        var answers = await WriteAsync("layer-1", digest, data.Length, data[..100_000], data[100_000..]);

        Assert.Equal([Stat(0), Written(100_000), Written(300_000), Committed(300_000)], answers);
        Assert.Equal(data, await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "blobs", "sha256", digest["sha256:".Length..]), Token));
        Assert.Equal(data, await ReadAsync(digest, 0, 0));
        Assert.Equal(data[299_990..], await ReadAsync(digest, 299_990, 500));
        Assert.Equal(300_000, await SizeAsync(digest));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.FullName, "ingest")));
        Assert.Null(_store.LastNamed);

        byte[] Stat(long offset) => Message(answer =>
        {
            answer.Write(4, offset);
            answer.Write(5, data.Length);
        });
        byte[] Written(long offset) => Message(answer =>
        {
            answer.Write(1, 1);
            answer.Write(4, offset);
            answer.Write(5, data.Length);
        });
        byte[] Committed(long offset) => Message(answer =>
        {
            answer.Write(1, 2);
            answer.Write(4, offset);
            answer.Write(5, data.Length);
            answer.Write(6, digest);
        });
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_again_and_is_known_by_its_name()
    {
        var data = "manifest"u8.ToArray();
        await WriteAsync("some layer", DigestOf(data), data.Length, data);

        var error = await Assert.ThrowsAsync<RpcException>(() => WriteAsync(DigestOf(data), DigestOf(data), data.Length, data));

        Assert.Equal(RpcStatus.AlreadyExists, error.Status);
        Assert.Equal(DigestOf(data), _store.LastNamed);
    }

    [Fact]
    public async Task Content_that_is_not_what_was_announced_is_not_kept()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => WriteAsync("x", DigestOf("other"u8), 5, "wrong"u8.ToArray()));

        Assert.Equal(RpcStatus.FailedPrecondition, error.Status);
        Assert.Empty(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_write_that_is_cut_leaves_nothing()
    {
        var call = new FakeCall(new KeyValuePair<string, string>(Header, "local:/cache"));
        call.Send(Request(0, "x", 10, DigestOf("0123456789"u8), 0, []));
        call.Send(Request(1, "", 0, "", 0, "01234"u8.ToArray()));
        call.End();

        await new WriteContentMethod(_stores).HandleAsync(call, Token);

        Assert.Empty(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../../../etc/passwd", RpcStatus.InvalidArgument)]
    [InlineData("sha256:../../../../../../../../../../../../../../../../../../etc/passwd0000", RpcStatus.InvalidArgument)]
    [InlineData("sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", RpcStatus.InvalidArgument)]
    [InlineData("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", RpcStatus.NotFound)]
    public async Task Only_content_of_the_folder_is_read(string digest, RpcStatus status) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(() => ReadAsync(digest, 0, 0))).Status);

    [Fact]
    public async Task A_folder_that_is_only_read_is_not_written_to_and_no_other_is_there()
    {
        var data = "data"u8.ToArray();
        Assert.Equal(RpcStatus.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => WriteAsync("x", DigestOf(data), 4, [data], "local:/seen"))).Status);
        Assert.Equal(RpcStatus.NotFound, (await Assert.ThrowsAsync<RpcException>(() => WriteAsync("x", DigestOf(data), 4, [data], "local:/other"))).Status);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Data_at_another_place_than_the_end_is_refused()
    {
        var call = new FakeCall(new KeyValuePair<string, string>(Header, "local:/cache"));
        call.Send(Request(0, "x", 10, "", 0, []));
        call.Send(Request(1, "", 0, "", 3, "345"u8.ToArray()));
        call.End();

        var error = await Assert.ThrowsAsync<RpcException>(() => new WriteContentMethod(_stores).HandleAsync(call, Token));

        Assert.Equal(RpcStatus.OutOfRange, error.Status);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string DigestOf(ReadOnlySpan<byte> data) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(data))}";

    private static byte[] Request(int action, string name, long total, string expected, long offset, byte[] data) => Message(request =>
    {
        request.Write(1, action);
        request.Write(2, name);
        request.Write(3, total);
        request.Write(4, expected);
        request.Write(5, offset);
        request.Write(6, data);
    });

    private Task<List<byte[]>> WriteAsync(string name, string digest, long size, params byte[][] pieces) => WriteAsync(name, digest, size, pieces, "local:/cache");

    private async Task<List<byte[]>> WriteAsync(string name, string digest, long size, byte[][] pieces, string store)
    {
        var call = new FakeCall(new KeyValuePair<string, string>(Header, store));
        call.Send(Request(0, name, size, digest, 0, []));
        var offset = 0L;
        foreach (var piece in pieces)
        {
            call.Send(Request(1, "", 0, "", offset, piece));
            offset += piece.Length;
        }

        call.Send(Request(2, "", size, digest, offset, []));
        call.End();
        await new WriteContentMethod(_stores).HandleAsync(call, Token);
        return Answers(call);
    }

    private async Task<byte[]> ReadAsync(string digest, long offset, long size)
    {
        var call = new FakeCall(new KeyValuePair<string, string>(Header, "local:/seen"));
        call.Send(Message(request =>
        {
            request.Write(1, digest);
            request.Write(2, offset);
            request.Write(3, size);
        }));
        call.End();
        await new ReadContentMethod(_stores).HandleAsync(call, Token);
        return [.. Answers(call).SelectMany(message => Field(message, 2))];
    }

    private async Task<long> SizeAsync(string digest)
    {
        var call = new FakeCall(new KeyValuePair<string, string>(Header, "local:/seen"));
        call.Send(Message(request => request.Write(1, digest)));
        call.End();
        await new ContentInfoMethod(_stores).HandleAsync(call, Token);
        return Number(Field(Answers(call).Single(), 1), 2);
    }

    private static List<byte[]> Answers(FakeCall call)
    {
        var answers = new List<byte[]>();
        while (call.Replies.TryRead(out var answer))
        {
            answers.Add(answer);
        }

        return answers;
    }

    private static byte[] Field(byte[] message, int field)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                return reader.ReadBytes().ToArray();
            }
        }

        return [];
    }

    private static long Number(byte[] message, int field)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                return reader.ReadInt64();
            }
        }

        return 0;
    }
}
