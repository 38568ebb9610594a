using System.Buffers;
using CsCheck;
using Harpoon.BuildKit.Protobuf;
using Harpoon.BuildKit.Tracing;

namespace Harpoon.BuildKit.Tests.Tracing;

public sealed class TraceDecoderTests
{
    [Fact]
    public void A_vertex_is_read()
    {
        var update = TraceDecoder.Decode(Message(update => update.Write(1, Message(vertex =>
        {
            vertex.Write(1, "sha256:a");
            vertex.Write(2, "sha256:b");
            vertex.Write(2, "sha256:c");
            vertex.Write(3, "[1/2] RUN true");
            vertex.Write(4, 1);
            vertex.Write(5, Timestamp(1_700_000_000, 500_000_000));
            vertex.Write(6, Timestamp(1_700_000_001, 0));
            vertex.Write(7, "it broke");
            vertex.Write(8, "a field that is not known"u8);
        }))));

        var vertex = Assert.Single(update.Vertexes);
        Assert.Equal(("sha256:a", "[1/2] RUN true", true, "it broke"), (vertex.Digest, vertex.Name, vertex.IsCached, vertex.Error));
        Assert.Equal(["sha256:b", "sha256:c"], vertex.Inputs);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_500), vertex.Started);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_001), vertex.Completed);
    }

    [Fact]
    public void A_status_and_a_log_are_read()
    {
        var update = TraceDecoder.Decode(Message(update =>
        {
            update.Write(2, Message(status =>
            {
                status.Write(1, "transferring context:");
                status.Write(2, "sha256:a");
                status.Write(3, "transferring");
                status.Write(4, 42L);
                status.Write(5, 100L);
            }));
            update.Write(3, Message(log =>
            {
                log.Write(1, "sha256:a");
                log.Write(3, 2L);
                log.Write(4, [0xFF, (byte)'\n']);
            }));
        }));

        var status = Assert.Single(update.Statuses);
        Assert.Equal(("transferring context:", "sha256:a", "transferring", 42L, 100L), (status.Id, status.Vertex, status.Name, status.Current, status.Total));
        var log = Assert.Single(update.Logs);
        Assert.Equal(("sha256:a", 2), (log.Vertex, log.Stream));
        Assert.Equal([0xFF, (byte)'\n'], log.Message.ToArray());
    }

    [Fact]
    public void A_warning_is_read_with_its_place()
    {
        var update = TraceDecoder.Decode(Message(update => update.Write(4, Message(warning =>
        {
            warning.Write(1, "sha256:a");
            warning.Write(2, 1L);
            warning.Write(3, "FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)");
            warning.Write(4, "The 'as' keyword should match");
            warning.Write(5, "https://docs.docker.com/go/dockerfile/rule/from-as-casing/");
            warning.Write(6, Message(info => info.Write(1, "Dockerfile")));
            warning.Write(7, Message(range =>
            {
                range.Write(1, Message(position => position.Write(1, 3L)));
                range.Write(2, Message(position =>
                {
                    position.Write(1, 4L);
                    position.Write(2, 7L);
                }));
            }));
        }))));

        var warning = Assert.Single(update.Warnings);
        Assert.StartsWith("FromAsCasing", warning.Summary, StringComparison.Ordinal);
        Assert.Equal(("Dockerfile", 1, "https://docs.docker.com/go/dockerfile/rule/from-as-casing/"), (warning.FileName, warning.Level, warning.HelpLink));
        Assert.Equal(["The 'as' keyword should match"], warning.Detail);
        Assert.Equal([new TraceRange(3, 0, 4, 7)], warning.Ranges);
    }

    [Theory]
    [InlineData(-62135596800)] // how Go writes "never"
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_time_that_is_none_is_none(long seconds)
    {
        var update = TraceDecoder.Decode(Message(update => update.Write(1, Message(vertex => vertex.Write(5, Timestamp(seconds, 0))))));
        Assert.Null(Assert.Single(update.Vertexes).Started);
    }

    [Theory]
    [InlineData("0a")]
    [InlineData("0a05")]
    [InlineData("0affffffffffffffffff01")]
    [InlineData("0a0208")]
    [InlineData("08ffffffffffffffffffff01")]
    [InlineData("0b")]
    [InlineData("00")]
    [InlineData("0801")]
    public void A_malformed_message_is_an_error(string message) => Assert.Equal(
        BuildKitFailure.MalformedMessage,
        Assert.Throws<BuildKitException>(() => TraceDecoder.Decode(Convert.FromHexString(message))).Failure);

    [Fact]
    public void Any_bytes_are_a_trace_or_an_error() => Gen.Byte.Array[0, 100].Sample(bytes =>
    {
        try
        {
            TraceDecoder.Decode(bytes);
        }
        catch (BuildKitException e)
        {
            Assert.Equal(BuildKitFailure.MalformedMessage, e.Failure);
        }
    }, iter: 50_000);

    internal static byte[] Message(Action<ProtoWriter> write)
    {
        var message = new ArrayBufferWriter<byte>();
        write(new ProtoWriter(message));
        return message.WrittenSpan.ToArray();
    }

    private static byte[] Timestamp(long seconds, int nanoseconds) => Message(time =>
    {
        time.Write(1, seconds);
        time.Write(2, (long)nanoseconds);
    });
}
