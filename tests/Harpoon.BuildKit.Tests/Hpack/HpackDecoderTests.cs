using System.Buffers;
using CsCheck;
using Harpoon.BuildKit.Hpack;

namespace Harpoon.BuildKit.Tests.Hpack;

public sealed class HpackDecoderTests
{
    // RFC 7541, C.3 and C.4: three requests, plain and Huffman.
    [Theory]
    [InlineData("828684410f7777772e6578616d706c652e636f6d", "828684be58086e6f2d6361636865", "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565")]
    [InlineData("828684418cf1e3c2e5f23a6ba0ab90f4ff", "828684be5886a8eb10649cbf", "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf")]
    public void The_requests_of_the_RFC_are_read(string first, string second, string third)
    {
        var decoder = new HpackDecoder(4096, 4096);

        Assert.Equal([new(":method", "GET"), new(":scheme", "http"), new(":path", "/"), new(":authority", "www.example.com")], Decode(decoder, first));
        Assert.Equal(new HeaderField("cache-control", "no-cache"), Decode(decoder, second)[^1]);
        Assert.Equal(
            [new(":method", "GET"), new(":scheme", "https"), new(":path", "/index.html"), new(":authority", "www.example.com"), new("custom-key", "custom-value")],
            Decode(decoder, third));
    }

    // RFC 7541, C.5 and C.6: three responses, whose headers don't all fit into a table of 256 bytes.
    [Theory]
    [InlineData(
        "4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e1768747470733a2f2f7777772e6578616d706c652e636f6d",
        "4803333037c1c0bf",
        "88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f6e3d31")]
    [InlineData(
        "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3",
        "4883640effc1c0bf",
        "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007")]
    public void The_responses_of_the_RFC_are_read_though_headers_are_dropped(string first, string second, string third)
    {
        var decoder = new HpackDecoder(256, 4096);

        Assert.Equal(
            [new(":status", "302"), new("cache-control", "private"), new("date", "Mon, 21 Oct 2013 20:13:21 GMT"), new("location", "https://www.example.com")],
            Decode(decoder, first));
        Assert.Equal(new HeaderField(":status", "307"), Decode(decoder, second)[0]);
        Assert.Equal(
            [
                new(":status", "200"), new("cache-control", "private"), new("date", "Mon, 21 Oct 2013 20:13:22 GMT"),
                new("location", "https://www.example.com"), new("content-encoding", "gzip"),
                new("set-cookie", "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1"),
            ],
            Decode(decoder, third));
    }

    [Theory]
    [InlineData("80")] // index 0
    [InlineData("be")] // beyond both tables
    [InlineData("ff80808080808001")] // a number without end
    [InlineData("0003616263")] // a name and no value
    [InlineData("00038")]
    [InlineData("3fe21f")] // a larger table than we allow
    [InlineData("8220")] // the table resized within a block
    [InlineData("0081ff00")] // Huffman padding that is no padding
    [InlineData("0084ffffffff00")] // the end-of-string symbol
    public void A_malformed_block_is_an_error(string block)
    {
        var bytes = Convert.FromHexString(block.Length % 2 == 0 ? block : block + "0");
        Assert.Throws<InvalidDataException>(() => new HpackDecoder(4096, 4096).Decode(bytes));
    }

    [Fact]
    public void A_small_block_can_not_become_a_large_list()
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write(Convert.FromHexString("40036b6579")); // key: added to the table
        output.Write(Convert.FromHexString("7f810f")); // a value of 2,048 bytes
        output.Write(Enumerable.Repeat((byte)'v', 2_048).ToArray());
        output.Write(Enumerable.Repeat((byte)0xBE, 1_000).ToArray()); // and again, and again

        Assert.Throws<InvalidDataException>(() => new HpackDecoder(4096, 64 << 10).Decode(output.WrittenSpan));
    }

    [Fact]
    public void What_is_encoded_is_read_back() => Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 20], Gen.String[Gen.Char[' ', '\u00FF'], 0, 300])
        .Select((name, value) => new HeaderField(name, value)).List[0, 20]
        .Sample(fields =>
        {
            var output = new ArrayBufferWriter<byte>();
            HpackEncoder.Begin(output);
            fields.ForEach(field => HpackEncoder.Write(field, output));
            Assert.Equal(fields, new HpackDecoder(4096, 1 << 20).Decode(output.WrittenSpan));
        });

    [Fact]
    public void Any_bytes_are_a_list_or_an_error() => Gen.Byte.Array[0, 200].Array[1, 5].Sample(blocks =>
    {
        var decoder = new HpackDecoder(256, 4096);
        foreach (var block in blocks)
        {
            try
            {
                Assert.InRange(decoder.Decode(block).Sum(field => field.Size), 0, 4096);
            }
            catch (InvalidDataException)
            {
                // As it should be.
            }
        }
    }, iter: 20_000);

    private static List<HeaderField> Decode(HpackDecoder decoder, string block) => decoder.Decode(Convert.FromHexString(block));
}
