using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Tests.Diagnostics.Text;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("plain\ttext\nand more\r\n", "plain\ttext\nand more\r\n")]
    [InlineData("naïve Ünïcödé 😀 שלום", "naïve Ünïcödé 😀 שלום")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007x", "x")]
    [InlineData("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001bPq#0\u001b\\x", "x")]
    [InlineData("\u009b31mred\u009b0m", "red")]
    [InlineData("\u009d0;title\u009cx", "x")]
    [InlineData("\u0085\u008d\u0090x", "x")]
    [InlineData("a\u0000b\u0007c\u0008d\u000be\u000cf\u007fg", "abcdefg")]
    [InlineData("user\u202e\u2066// admin\u2069\u202c", "user// admin")]
    [InlineData("\u202a\u202b\u202d\u2067\u2068x", "x")]
    [InlineData("one\u2028two\u2029three", "one two three")]
    [InlineData("50 %\r100 %", "50 %\n100 %")]
    public void What_orders_a_terminal_about_is_left_out(string text, string shown) => Assert.Equal(shown, PlainText.Of(text));

    [Theory]
    [InlineData("\u001b", "")]
    [InlineData("\u001b]never ends, and says more. Raise it", "]never ends, and says more. Raise it")]
    [InlineData("\u009b", "")]
    [InlineData("\u009bx\nkept", "\nkept")]
    [InlineData("\u001b[\nkept", "\nkept")]
    public void A_sequence_that_never_ends_takes_no_words_with_it(string text, string shown) => Assert.Equal(shown, PlainText.Of(text));

    [Fact]
    public void An_error_repeats_no_orders()
    {
        var diagnostic = Diagnostic.Of("HRP1010", "GET /info", 500, "\u001b[2J\u009b1mno\u202e") with { Property = "x" };

        Assert.Equal("The engine refused GET /info with status 500: no", diagnostic.Text);
        Assert.Equal("no", (diagnostic with { Text = "\u001b[1mno" }).Text);
    }
}
