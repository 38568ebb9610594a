using System.Buffers;
using System.Text;
using CsCheck;
using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.FileSync;

/// <summary>The sending side against a receiver of the test's own.</summary>
public sealed class DiffCopyTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new TestFolder().With("a.txt", "alpha").With("b/c.txt", "gamma");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_is_reported_and_what_is_asked_for_is_sent()
    {
        var (call, transfer) = Start(_folder);
        var stats = await ReadStatsAsync(call);
        call.Send(Request(0));
        call.Send(Request(2));
        var data = new Dictionary<uint, string>();
        for (var open = 2; open > 0;)
        {
            var packet = Packet.Read(await call.Replies.ReadAsync(Token));
            data[packet.Id] = data.GetValueOrDefault(packet.Id, "") + packet.Text;
            open -= packet.Text.Length == 0 ? 1 : 0;
        }

        call.Send(Finish());
        await transfer;

        Assert.Equal(["a.txt", "b", "b/c.txt"], stats.Select(stat => stat.Path));
        Assert.Equal(("alpha", "gamma"), (data[0], data[2]));
        Assert.Equal(SyncPacketType.Finish, Packet.Read(await call.Replies.ReadAsync(Token)).Type);
    }

    [Fact]
    public async Task Modes_times_sizes_and_links_are_reported_as_Go_reports_them()
    {
        _folder.SetMode("a.txt", (UnixFileMode)0xFED);
        File.SetLastWriteTimeUtc(_folder.PathOf("a.txt"), DateTime.UnixEpoch.AddSeconds(1.5));
        File.CreateSymbolicLink(_folder.PathOf("b/link"), "../a.txt");
        var (call, transfer) = Start(_folder);
        var stats = (await ReadStatsAsync(call)).ToDictionary(stat => stat.Path);
        call.Send(Finish());
        await transfer;

        Assert.Equal((1u << 23) | (1u << 22) | (1u << 20) | 0x1ED, stats["a.txt"].Mode);
        Assert.Equal((5, 1_500_000_000), (stats["a.txt"].Size, stats["a.txt"].Time));
        Assert.Equal(1u << 31, stats["b"].Mode & (1u << 31));
        Assert.Equal((1u << 27, "../a.txt"), (stats["b/link"].Mode & (1u << 27), stats["b/link"].Link));
    }

    [Fact]
    public async Task Pipes_and_devices_are_reported_with_their_numbers_and_what_has_attributes_with_them()
    {
        var tree = new OddTree(
            new FileStat("block", FileKind.BlockDevice, 0) { Device = (7, 300) },
            new FileStat("character", FileKind.CharacterDevice, 0) { Device = (1, 3) },
            new FileStat("folder", FileKind.Folder, 0) { ExtendedAttributes = new Dictionary<string, ReadOnlyMemory<byte>> { ["user.a"] = new byte[] { 1, 0, 255 }, ["user.b"] = default } },
            new FileStat("pipe", FileKind.Pipe, 0));
        var (call, transfer) = Start(tree);
        var stats = await ReadStatsAsync(call);
        call.Send(Finish());
        await transfer;

        Assert.Equal([1u << 26, (1u << 26) | (1u << 21), 1u << 31, 1u << 25], stats.Select(stat => stat.Mode));
        Assert.Equal([(7, 300), (1, 3), (0, 0), (0, 0)], stats.Select(stat => (stat.Major, stat.Minor)));
        Assert.Equal(["", "", "user.a=0100FF user.b= ", ""], stats.Select(stat => stat.Attributes));
    }

    [Fact]
    public async Task What_was_asked_for_is_said_with_the_links_on_the_way()
    {
        File.CreateSymbolicLink(_folder.PathOf("link"), "b");
        var tree = new OddTree(_folder);
        var (call, transfer) = Start(tree, new("followpaths", "link/c.txt"), new("include-patterns", "a*"));
        await ReadStatsAsync(call);
        call.Send(Finish());
        await transfer;

        Assert.Equal(["a*", "b/c.txt", "link"], tree.Patterns.Single());
    }

    [Fact]
    public async Task A_further_name_of_a_file_is_a_link_to_the_first()
    {
        File.SetLastWriteTimeUtc(_folder.PathOf("a.txt"), DateTime.UnixEpoch);
        var (call, transfer) = Start(new TwinTree(_folder));
        var stats = await ReadStatsAsync(call);
        call.Send(Finish());
        await transfer;

        Assert.Equal([("", 5), ("", 0), ("a.txt", 5)], stats.Select(stat => (stat.Link, stat.Size)));
        Assert.Equal(stats[0].Time, stats[2].Time);
    }

    [Theory]
    [InlineData("include-patterns", "b%2Fc.txt", true, "b/c.txt")]
    [InlineData("include-patterns", "a+name.txt", true, "a name.txt")]
    [InlineData("include-patterns", "a+name.txt", false, "a+name.txt")]
    [InlineData("include-patterns", "%C3%BC.txt", true, "ü.txt")]
    [InlineData("followpaths", "Ã¼.txt", false, "ü.txt")]
    public async Task Patterns_are_read_escaped_or_bare(string name, string value, bool isEscaped, string file)
    {
        _folder.With(file, "").With("other", "");
        KeyValuePair<string, string>[] encoded = isEscaped ? [new($"{name}-encoded", "1")] : [];
        var (call, transfer) = Start(_folder, [new(name, value), .. encoded]);
        var stats = await ReadStatsAsync(call);
        call.Send(Finish());
        await transfer;

        Assert.Equal(file, stats[^1].Path);
    }

    [Fact]
    public async Task A_folder_that_is_not_offered_is_not_found()
    {
        var call = new FakeCall(new KeyValuePair<string, string>("dir-name", "secrets"));
        var error = await Assert.ThrowsAsync<RpcException>(() => new DiffCopyMethod(new Dictionary<string, IFileTree>()).HandleAsync(call, Token));
        Assert.Equal(RpcStatus.NotFound, error.Status);
    }

    [Theory]
    [InlineData("longer than it was", "longer th")]
    [InlineData("less", "less")]
    [InlineData("", "")]
    public async Task Of_a_file_that_changes_no_more_is_sent_than_was_announced(string content, string sent)
    {
        _folder.With("changing.txt", "as it was");
        var (call, transfer) = Start(_folder);
        var stats = await ReadStatsAsync(call);
        _folder.With("changing.txt", content);
        var id = stats.FindIndex(stat => stat.Path == "changing.txt");

        call.Send(Request((uint)id));
        var received = await ReadDataAsync(call);
        call.Send(Finish());
        await transfer;

        Assert.Equal(((uint)id, 9, sent), (received.Id, stats[id].Size, received.Text));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_named()
    {
        _folder.With("changing.txt", "as it was");
        var (call, transfer) = Start(_folder);
        var stats = await ReadStatsAsync(call);
        File.Delete(_folder.PathOf("changing.txt"));

        call.Send(Request((uint)stats.FindIndex(stat => stat.Path == "changing.txt")));
        var error = await Assert.ThrowsAsync<BuildKitException>(() => transfer.WaitAsync(Patience, Token));

        Assert.Equal((BuildKitFailure.FileGone, "changing.txt"), (error.Failure, error.Path));
        Assert.Equal(SyncPacketType.Error, await LastAsync(call));
    }

    [Fact]
    public async Task What_the_daemon_says_of_its_failure_is_reported()
    {
        var (call, transfer) = Start(_folder);
        call.Send(Written(writer =>
        {
            writer.Write(SyncPacketWriter.TypeField, (long)SyncPacketType.Error);
            writer.Write(SyncPacketWriter.DataField, "disk full");
        }));
        var error = await Assert.ThrowsAsync<BuildKitException>(() => transfer.WaitAsync(Patience, Token));

        Assert.Equal(BuildKitFailure.TransferRefused, error.Failure);
        Assert.Contains("disk full", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_that_ends_without_a_word_is_an_error()
    {
        var (call, transfer) = Start(_folder);
        call.End();

        Assert.Equal(BuildKitFailure.ConnectionLost, (await Assert.ThrowsAsync<BuildKitException>(() => transfer.WaitAsync(Patience, Token))).Failure);
    }

    [Theory]
    [InlineData(1)] // a folder
    [InlineData(3)] // beyond the end
    public async Task A_request_for_what_is_no_file_is_an_error(uint id)
    {
        var (call, transfer) = Start(_folder);
        await ReadStatsAsync(call);
        call.Send(Request(id));

        Assert.Equal(BuildKitFailure.MalformedMessage, (await Assert.ThrowsAsync<BuildKitException>(() => transfer.WaitAsync(Patience, Token))).Failure);
    }

    [Fact]
    public Task Any_packets_end_in_an_error_or_the_end() => Gen.Byte.Array[0, 20].Array[0, 10].SampleAsync(async packets =>
    {
        var (call, transfer) = Start(_folder);
        foreach (var packet in packets)
        {
            call.Send(packet);
        }

        call.End();
        try
        {
            await transfer.WaitAsync(TimeSpan.FromSeconds(30), Token);
        }
        catch (BuildKitException)
        {
            // As it should be.
        }
    }, iter: 3_000);

    public void Dispose() => _folder.Dispose();

    private static (FakeCall Call, Task Transfer) Start(IFileTree tree, params IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var call = new FakeCall([new("dir-name", "context"), .. metadata]);
        return (call, new DiffCopyMethod(new Dictionary<string, IFileTree> { ["context"] = tree }).HandleAsync(call, Token));
    }

    private static ReadOnlyMemory<byte> Written(Action<ProtoWriter> write)
    {
        var message = new ArrayBufferWriter<byte>();
        write(new ProtoWriter(message));
        return message.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Request(uint id) => Written(writer =>
    {
        writer.Write(SyncPacketWriter.TypeField, (long)SyncPacketType.Request);
        writer.Write(SyncPacketWriter.IdField, id);
    });

    private static ReadOnlyMemory<byte> Finish() => Written(writer => writer.Write(SyncPacketWriter.TypeField, (long)SyncPacketType.Finish));

    private static async Task<List<Packet>> ReadStatsAsync(FakeCall call)
    {
        var stats = new List<Packet>();
        while (Packet.Read(await call.Replies.ReadAsync(Token)) is { Path.Length: > 0 } stat)
        {
            stats.Add(stat);
        }

        return stats;
    }

    /// <summary>A file's pieces, up to its end.</summary>
    private static async Task<Packet> ReadDataAsync(FakeCall call)
    {
        var all = Packet.Read(await call.Replies.ReadAsync(Token));
        for (var piece = all; piece.Text.Length > 0;)
        {
            piece = Packet.Read(await call.Replies.ReadAsync(Token));
            all = all with { Text = all.Text + piece.Text };
        }

        return all;
    }

    private static async Task<SyncPacketType> LastAsync(FakeCall call)
    {
        var last = SyncPacketType.Stat;
        while (call.Replies.TryRead(out var packet))
        {
            last = Packet.Read(packet).Type;
        }

        return await Task.FromResult(last);
    }

    /// <summary>A packet as the receiver reads it.</summary>
    private sealed record Packet(SyncPacketType Type, uint Id, string Text, string Path, uint Mode, long Size, long Time, string Link)
    {
        public long Major { get; init; }

        public long Minor { get; init; }

        public string Attributes { get; init; } = "";

        public static Packet Read(byte[] message)
        {
            var packet = new Packet(SyncPacketType.Stat, 0, "", "", 0, 0, 0, "");
            var reader = new ProtoReader(message);
            while (reader.Next())
            {
                packet = reader.Field switch
                {
                    1 => packet with { Type = (SyncPacketType)reader.ReadInt32() },
                    2 => packet.ReadStat(reader.ReadBytes()),
                    3 => packet with { Id = reader.ReadUInt32() },
                    _ => packet with { Text = Encoding.UTF8.GetString(reader.ReadBytes()) },
                };
            }

            return packet;
        }

        private Packet ReadStat(ReadOnlySpan<byte> message)
        {
            var packet = this;
            var reader = new ProtoReader(message);
            while (reader.Next())
            {
                packet = reader.Field switch
                {
                    1 => packet with { Path = reader.ReadText() },
                    2 => packet with { Mode = reader.ReadUInt32() },
                    5 => packet with { Size = reader.ReadInt64() },
                    6 => packet with { Time = reader.ReadInt64() },
                    8 => packet with { Major = reader.ReadInt64() },
                    9 => packet with { Minor = reader.ReadInt64() },
                    10 => packet with { Attributes = packet.Attributes + Attribute(reader.ReadBytes()) },
                    _ => packet with { Link = reader.ReadText() },
                };
            }

            return packet;
        }

        private static string Attribute(ReadOnlySpan<byte> message)
        {
            var (name, value) = ("", "");
            var reader = new ProtoReader(message);
            while (reader.Next())
            {
                (name, value) = reader.Field == 1 ? (reader.ReadText(), value) : (name, Convert.ToHexString(reader.ReadBytes()));
            }

            return $"{name}={value} ";
        }
    }
}
