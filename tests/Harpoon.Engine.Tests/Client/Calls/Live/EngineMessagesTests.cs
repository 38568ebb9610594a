using System.Text;
using CsCheck;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Calls.Live;

public sealed class EngineMessagesTests
{
    private const string Recorded =
        "{\"stream\":\"Step 1/2 : FROM x\"}\r\n{\"stream\":\"\\n\"}\r\n{\"status\":\"Pulling\",\"id\":\"a\",\"progressDetail\":{\"current\":1,\"total\":9,\"units\":[1]},\"progress\":\"[=> ]\"}\r\n"
        + "{\"aux\":{\"ID\":\"sha256:12\",\"Digest\":\"sha256:34\",\"Size\":5}}\r\n{\"aux\":\"text\"}\r\n{\"aux\":[1,{\"ID\":\"no\"}]}\r\n{\"errorDetail\":{\"code\":7,\"message\":\"héé\",\"x\":{}},\"error\":\"e\"}\r\n";

    [Fact]
    public async Task Each_part_of_a_message_is_read_and_what_is_unknown_is_passed_over()
    {
        var messages = await ReadAsync(Recorded, int.MaxValue);

        Assert.Equal(
            [
                new() { Stream = "Step 1/2 : FROM x" },
                new() { Stream = "\n" },
                new() { Status = "Pulling", Id = "a", Progress = "[=> ]", Current = 1, Total = 9 },
                new() { AuxId = "sha256:12", AuxDigest = "sha256:34" },
                new(),
                new(),
                new() { Error = "e", ErrorCode = 7 },
            ],
            messages);
    }

    [Theory]
    [InlineData("[1,2]\n\"x\"\n{\"stream\":\"a\"}\n", 1)]
    [InlineData("{\"stream\":\"a\"}{\"stream\":\"b\"} {\"stream\":\"c\"}\n", 3)]
    [InlineData("{\"stream\":\"a\"}", 1)]
    [InlineData("\r\n\n  \n{\"stream\":null,\"error\":{},\"errorDetail\":3,\"id\":5}\n", 1)]
    [InlineData("", 0)]
    public async Task Engines_differ_and_are_understood(string text, int count) =>
        Assert.Equal(count, (await ReadAsync(text, int.MaxValue)).Count);

    [Fact]
    public void Reads_may_split_the_answer_anywhere() => Gen.Int[1, 40].Array[1, 50].Sample(
        sizes => Assert.Equal(ReadAsync(Recorded, int.MaxValue).Result, ReadAsync(Recorded, sizes).Result), iter: 300);

    [Fact]
    public async Task An_answer_that_is_cut_inside_a_message_is_an_error_and_never_a_hang()
    {
        var whole = Encoding.UTF8.GetBytes(Recorded);
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            var endsBetween = length == 0 || cut[^1] is (byte)'\n' or (byte)'\r' || (cut[^1] == '}' && whole[length] == '\r');
            var errors = await Thrown.ByAsync(() => ReadAsync(new SplitStream(cut, int.MaxValue)));
            Assert.Equal(endsBetween ? [] : ["HRP3005"], errors.Select(error => error.Code));
        }
    }

    [Fact]
    public async Task A_connection_that_breaks_is_an_error()
    {
        await using var broken = new SplitStream(Encoding.UTF8.GetBytes(Recorded), 100) { BreaksAtEnd = true };

        var error = await Assert.ThrowsAsync<HarpoonException>(() => ReadAsync(broken));

        Assert.Equal("HRP3005", error.Diagnostics.Single().Code);
    }

    [Theory]
    [InlineData("{\"stream\":\"\u00ff\"}")]
    [InlineData("{\"error\":\"\\ud83d\"}")]
    public async Task Text_that_is_none_is_an_error(string line)
    {
        await using var answer = new SplitStream(Encoding.Latin1.GetBytes(line), int.MaxValue);

        var error = await Assert.ThrowsAsync<HarpoonException>(() => ReadAsync(answer));

        Assert.Equal("HRP3005", error.Diagnostics.Single().Code);
    }

    [Fact]
    public async Task A_message_may_be_long()
    {
        var text = new string('x', 20_000_000);

        var messages = await ReadAsync($"{{\"stream\":\"{text}\"}}\n{{\"stream\":\"end\"}}\n", 4096);

        Assert.Equal([text.Length, 3], messages.Select(message => message.Stream!.Length));
    }

    private static Task<List<EngineMessage>> ReadAsync(string text, params int[] sizes) =>
        ReadAsync(new SplitStream(Encoding.UTF8.GetBytes(text), sizes));

    private static async Task<List<EngineMessage>> ReadAsync(Stream stream)
    {
        List<EngineMessage> messages = [];
        await foreach (var message in EngineMessages.ReadAsync(stream, "build", CancellationToken.None))
        {
            messages.Add(message);
        }

        return messages;
    }
}
