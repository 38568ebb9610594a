using System.Text;
using CsCheck;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.BuildKit.Tracing;

namespace Harpoon.BuildKit.Tests.Tracing;

public sealed class BuildReplyReaderTests
{
    private static readonly string Trace =
        Convert.ToBase64String(TraceDecoderTests.Message(update => update.Write(1, TraceDecoderTests.Message(vertex => vertex.Write(3, "step")))));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Reply => $$$"""
        {"id":"moby.buildkit.trace","aux":"{{{Trace}}}"}

        {"id":"moby.image.id","aux":{"ID":"sha256:abc"}}
        {"stream":"something else"}
        {"errorDetail":{"message":"it broke"},"error":"it broke"}
        """.ReplaceLineEndings("\r\n");

    [Fact]
    public async Task A_reply_is_read_line_by_line()
    {
        var replies = await ReadAsync(Encoding.UTF8.GetBytes(Reply));

        Assert.Equal("step", replies[0].Trace?.Vertexes[0].Name);
        Assert.Equal("sha256:abc", replies[1].ImageId);
        Assert.Equal(new BuildReply(), replies[2]);
        Assert.Equal("it broke", replies[3].Error);
    }

    [Fact]
    public Task Where_the_bytes_are_split_makes_no_difference() => Gen.Int[1, 50].Array[1, 20].SampleAsync(async sizes =>
    {
        var (writer, reader) = DuplexStream.Pair();
        var bytes = Encoding.UTF8.GetBytes(Reply).AsMemory();
        var reading = ReadAsync(reader);
        for (var i = 0; !bytes.IsEmpty; i++)
        {
            var size = Math.Min(sizes[i % sizes.Length], bytes.Length);
            await writer.WriteAsync(bytes[..size], Token);
            bytes = bytes[size..];
        }

        writer.CloseWriting();
        Assert.Equal(4, (await reading).Count);
    }, iter: 100);

    [Fact]
    public async Task A_malformed_word_that_came_in_two_pieces_is_an_error()
    {
        for (var place = 4_090; place < 4_100; place++)
        {
            var line = $"[\"{new string('x', place)}\",nulx]";

            var error = await Assert.ThrowsAsync<BuildKitException>(() => ReadAsync(Encoding.UTF8.GetBytes(line)));

            Assert.Equal(BuildKitFailure.MalformedMessage, error.Failure);
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("""{"id":"moby.buildkit.trace","aux":"not base64!"}""")]
    [InlineData("""{"id":"moby.buildkit.trace","aux":{}}""")]
    [InlineData("""{"id":"moby.buildkit.trace","aux":"Cg=="}""")]
    [InlineData("""{"id":"moby.image.id","aux":{}}""")]
    [InlineData("""{"id":1}""")]
    [InlineData("[1]")]
    public async Task A_malformed_line_is_an_error(string line) => Assert.Equal(
        BuildKitFailure.MalformedMessage, (await Assert.ThrowsAsync<BuildKitException>(() => ReadAsync(Encoding.UTF8.GetBytes(line + "\n")))).Failure);

    [Fact]
    public async Task A_line_without_end_is_an_error() => Assert.Equal(
        BuildKitFailure.LimitExceeded, (await Assert.ThrowsAsync<BuildKitException>(() => ReadAsync(new byte[20 << 20]))).Failure);

    [Fact]
    public async Task A_long_line_that_comes_in_crumbs_is_read()
    {
        var text = new string('x', 15 << 20);

        var replies = await ReadAsync(new CrumbStream(Encoding.UTF8.GetBytes($"{{\"error\":\"{text}\"}}\n{{\"error\":\"y\"}}"), 700));

        Assert.Equal([text, "y"], replies.Select(reply => reply.Error));
    }

    [Fact]
    public Task Any_lines_are_replies_or_an_error() => Gen.OneOf(
        Gen.Byte.Array[0, 60],
        Gen.String[Gen.Char["{}[]\":,\\\n0nul"], 0, 40].Select(Encoding.UTF8.GetBytes)).SampleAsync(async bytes =>
    {
        try
        {
            await ReadAsync(bytes);
        }
        catch (BuildKitException e)
        {
            Assert.Equal(BuildKitFailure.MalformedMessage, e.Failure);
        }
    }, iter: 20_000);

    private static Task<List<BuildReply>> ReadAsync(byte[] bytes) => ReadAsync(new MemoryStream(bytes));

    private static async Task<List<BuildReply>> ReadAsync(Stream stream)
    {
        var replies = new List<BuildReply>();
        await foreach (var reply in BuildReplyReader.ReadAsync(stream, Token))
        {
            replies.Add(reply);
        }

        return replies;
    }
}
