using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Tests.Services.Waits;

public sealed class WaitConditionParserTests
{
    [Theory]
    [InlineData("port", "port")]
    [InlineData(" port : 5432 ", "port:5432")]
    [InlineData("http", "http:/ 200-399")]
    [InlineData("http:/health?deep=1", "http:/health?deep=1 200-399")]
    [InlineData("http:8080", "http:8080/ 200-399")]
    [InlineData("http:8080/health 204", "http:8080/health 204-204")]
    [InlineData("http:/ 200-499", "http:/ 200-499")]
    [InlineData("log:ready: (to )?accept", "log:ready: (to )?accept")]
    [InlineData("healthy", "healthy")]
    [InlineData("exit", "exit:0")]
    [InlineData("exit:3", "exit:3")]
    [InlineData("file:/tmp/it is ready", "file:/tmp/it is ready")]
    [InlineData("command:pg_isready -U postgres", "command:pg_isready -U postgres")]
    public void A_condition_is_read(string text, string read) => Assert.Equal(read, WaitConditionParser.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("5432")]
    [InlineData("ports")]
    [InlineData("port:0")]
    [InlineData("port:65536")]
    [InlineData("port:-1")]
    [InlineData("port:http")]
    [InlineData("http:x/health")]
    [InlineData("http:/health ok")]
    [InlineData("http:/health 99")]
    [InlineData("http:/health 300-200")]
    [InlineData("log:")]
    [InlineData("log:(")]
    [InlineData("healthy:yes")]
    [InlineData("exit:256")]
    [InlineData("exit:x")]
    [InlineData("file:ready")]
    [InlineData("command:")]
    public void What_is_no_condition_is_an_error_that_quotes_it(string text)
    {
        var error = Assert.Single(Assert.Throws<HarpoonException>(() => WaitConditionParser.Parse(text)).Diagnostics);

        Assert.Equal("HRP4205", error.Code);
        Assert.StartsWith($"'{text}'", error.Text, StringComparison.Ordinal);
    }
}
