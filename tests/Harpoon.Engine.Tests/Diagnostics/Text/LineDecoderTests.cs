using System.Text;
using CsCheck;
using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Tests.Diagnostics.Text;

public sealed class LineDecoderTests
{
    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("a\r\r\n", "a")]
    [InlineData("\n\n", "|")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("", null)]
    public void Lines_end_at_line_feeds_and_the_last_one_needs_none(string output, string? lines) =>
        Assert.Equal(lines, Joined(Encoding.UTF8.GetBytes(output)));

    [Theory]
    [InlineData("10%\r50%\r100%\ndone\n", "100%|done")]
    [InlineData("10%\r100%\r\n", "100%")]
    [InlineData("10%\r100%\r", "100%")]
    [InlineData("long text\rx\n", "x")]
    public void Of_a_progress_bar_the_last_state_is_shown(string output, string lines) =>
        Assert.Equal(lines, Joined(Encoding.UTF8.GetBytes(output)));

    [Theory]
    [InlineData("\e[31mred\e[0m\n", "red")]
    [InlineData("\e[38;2;1;2;3mtrue colour\e[m\n", "true colour")]
    [InlineData("\e]0;title\abell\n", "bell")]
    [InlineData("\e]8;;https://x.test\e\\link\e]8;;\e\\\n", "link")]
    [InlineData("\eP1;2|dcs\e\\x\n", "x")]
    [InlineData("\e(Bcharset\e7saved\n", "charsetsaved")]
    [InlineData("a\e\e[1mb\n", "ab")]
    [InlineData("\e[0m", null)]
    public void Escape_sequences_are_left_out(string output, string? lines) =>
        Assert.Equal(lines, Joined(Encoding.UTF8.GetBytes(output)));

    [Theory]
    [InlineData("\e[12\nnext\n", "|next")]
    [InlineData("\e]0;never ended\nnext\n", "|next")]
    [InlineData("\e\nnext\n", "|next")]
    [InlineData("\e]0;cancelled\u0018next\n", "next")]
    public void A_sequence_that_never_ends_does_not_swallow_the_next_line(string output, string lines) =>
        Assert.Equal(lines, Joined(Encoding.UTF8.GetBytes(output)));

    [Fact]
    public void What_is_no_text_can_be_seen_to_be_there() =>
        Assert.Equal("a\uFFFDb|\uFFFD|\uFFFD\uFFFD", Joined([.. "a\0b\n"u8, 0xFF, (byte)'\n', 0xC3, 0xFE]));

    [Fact]
    public void Tabs_stay_and_other_controls_go() =>
        Assert.Equal("a\tbc", Joined("a\tb\a\b\u007F\u000Ec\n"u8.ToArray()));

    [Fact]
    public void A_line_of_ten_megabytes_stays_whole()
    {
        var text = new string('x', 10 * 1024 * 1024 - 1) + "é";
        Assert.Equal([text, "next"], Lines(Encoding.UTF8.GetBytes(text + "\nnext\n"), 64 * 1024));
    }

    [Fact]
    public void A_line_without_end_is_cut_between_characters()
    {
        var lines = Lines(Encoding.UTF8.GetBytes("ab€cd€\n"), 1, longestLine: 4);
        Assert.Equal(["ab", "€c", "d€"], lines);
    }

    [Fact]
    public void A_line_of_just_the_longest_length_is_one_line() =>
        Assert.Equal(["abcd", "x"], Lines("abcd\nx"u8.ToArray(), 64, longestLine: 4));

    [Fact]
    public void Reads_may_be_cut_anywhere()
    {
        var piece = Gen.OneOfConst(
            "text", "\n", "\r\n", "\r", "é", "€", "😀", "\0", "\t", "\a", "\e[31m", "\e]0;t\a", "\e]8;;u\e\\", "\e", "[", "\\", "\u0018");
        var stray = Gen.Byte.Select(value => new[] { value });
        var output = Gen.OneOf(piece.Select(Encoding.UTF8.GetBytes), stray).Array[0, 40].Select(parts => parts.SelectMany(p => p).ToArray());
        Gen.Select(output, Gen.Int[1, 7]).Sample((bytes, size) =>
            Lines(bytes, bytes.Length + 1).SequenceEqual(Lines(bytes, size)));
    }

    [Fact]
    public void Plain_text_comes_out_as_any_reader_would_read_it()
    {
        var text = Gen.Char[' ', '\uD7FF'].Where(c => !char.IsControl(c)).Array[0, 20].Select(c => new string(c));
        Gen.Select(text.Array[0, 10], Gen.Int[1, 9]).Sample((lines, size) =>
            Lines(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))), size).SequenceEqual(lines));
    }

    [Fact]
    public void A_line_costs_its_text_and_nothing_else()
    {
        const int Lines = 1_000_000;
        const int LargestText = 56;
        var count = 0;
        using var decoder = new LineDecoder(_ => count++);
        var thousand = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(i => $"line {i}\r\n")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Lines / 1000; i++)
        {
            decoder.Write(thousand);
        }

        Assert.Equal(Lines, count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (long)Lines * LargestText);
    }

    private static string? Joined(byte[] output) =>
        Lines(output, 64 * 1024) is { Count: > 0 } lines ? string.Join('|', lines) : null;

    private static List<string> Lines(byte[] output, int readSize, int longestLine = LineDecoder.LongestLine)
    {
        var lines = new List<string>();
        using var decoder = new LineDecoder(lines.Add, longestLine);
        foreach (var read in output.Chunk(readSize))
        {
            decoder.Write(read);
        }

        decoder.Complete();
        return lines;
    }
}
