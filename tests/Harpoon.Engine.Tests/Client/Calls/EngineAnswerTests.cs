using System.Text;
using System.Text.Json;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Client.Calls;

public sealed class EngineAnswerTests
{
    [Theory]
    [InlineData("<!DOCTYPE html>\r\n<html>\n  <title>\u001b[31mBlocked</title>", "it is a web page, and begins with '<!DOCTYPE html> <html> <title>Blocked</title>'")]
    [InlineData("\ufeff <p>", "it is a web page, and begins with '<p>'")]
    [InlineData("please log in", "it is not JSON, and begins with 'please log in'")]
    [InlineData("{\"Id\":", "it is not JSON, and begins with '{\"Id\":'")]
    [InlineData("[1]", "it is not a response to this call, and begins with '[1]'")]
    [InlineData("{\"Id\":\"\"}", "begins with '{\"Id\":\"\"}'")]
    [InlineData("{\"Id\":\"../x\"}", "begins with '{\"Id\":\"../x\"}'")]
    [InlineData("{\"Id\":\"x y\"}", "begins with '{\"Id\":\"x y\"}'")]
    [InlineData("{\"Id\":7}", "it is not a response to this call, and begins with '{\"Id\":7}'")]
    [InlineData(" \r\n", "it is empty")]
    [InlineData("", "it is empty")]
    public void What_is_not_understood_names_the_call_and_shows_its_beginning(string body, string said)
    {
        var error = Assert.Throws<HarpoonException>(() => EngineAnswer.Read("GET /x", Encoding.UTF8.GetBytes(body), json => json.Id()));

        var diagnostic = Assert.Single(error.Diagnostics);
        Assert.Equal("HRP1070", diagnostic.Code);
        Assert.StartsWith("The engine's response to GET /x is not valid: ", diagnostic.Text, StringComparison.Ordinal);
        Assert.Contains(said, diagnostic.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_beginning_is_one_short_line()
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("word\r\n\t😀", 100_000)));

        var beginning = AnswerText.Beginning(body);

        Assert.InRange(beginning.Length, 100, 121);
        Assert.DoesNotContain(beginning, char.IsControl);
        Assert.EndsWith("…", beginning, StringComparison.Ordinal);
        Assert.Equal(beginning, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(beginning)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("OK")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_call_that_is_done_is_answered_by_little(string body) => EngineAnswer.ThrowUnlessDone("POST /x", Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData("<html>")]
    [InlineData("OK!")]
    public void Text_is_no_sign_that_a_call_is_done(string body) =>
        Assert.Throws<HarpoonException>(() => EngineAnswer.ThrowUnlessDone("POST /x", Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_page_of_a_proxy_is_no_refusal_of_the_engines()
    {
        var refusal = EngineRefusal.Of("GET /images/x/json", 404, "<html>no such address"u8);

        Assert.IsNotType<EngineRefusedException>(refusal);
        Assert.Contains("GET /images/x/json (status 404)", refusal.Diagnostics[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_reads_an_answer_may_fail_as_reading_does() => Assert.All<Func<JsonElement, object?>>(
        [json => json.GetProperty("none"), json => json.GetInt32(), _ => throw new OverflowException(), _ => throw new FormatException()],
        read => Assert.Throws<HarpoonException>(() => EngineAnswer.Read("GET /x", "{}"u8.ToArray(), read)));
}
