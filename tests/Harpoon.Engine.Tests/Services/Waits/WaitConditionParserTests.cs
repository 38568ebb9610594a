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
    [InlineData("Port:5432/tcp", "port:5432")]
    [InlineData("HTTP:/health", "http:/health 200-399")]
    [InlineData("Healthy", "healthy")]
    [InlineData("command:[ -f /tmp/ready ]", "command:[ -f /tmp/ready ]")]
    [InlineData(@"log:a\\n", @"log:a\\n")]
    [InlineData(@"log:[^\n]*", @"log:[^\n]*")]
    public void A_condition_is_read(string text, string read) => Assert.Equal(read, WaitConditionParser.Parse(text).ToString());

    [Theory]
    [InlineData("http://web:80/health", "http:80/health")]
    [InlineData("http://localhost:8080", "http:8080/")]
    [InlineData("http://localhost/health", "http:80/health")]
    [InlineData("http://127.0.0.1:8080/health 204", "http:8080/health 204")]
    [InlineData("http:localhost:8080/health", "http:8080/health")]
    [InlineData("http::8080/health", "http:8080/health")]
    [InlineData("http:/health 2xx", "http:/health 200-299")]
    [InlineData("http=/health", "http:/health")]
    [InlineData("http /health", "http:/health")]
    [InlineData("url:http://web:80/health", "http:80/health")]
    [InlineData("5432", "port:5432")]
    [InlineData("5432/tcp", "port:5432")]
    [InlineData("db:5432", "port:5432")]
    [InlineData("tcp:5432", "port:5432")]
    [InlineData("tcp://db:5432", "port:5432")]
    [InlineData("port=5432", "port:5432")]
    [InlineData("port 5432", "port:5432")]
    [InlineData("port:8080:80", "port:80")]
    [InlineData("port:localhost:5432", "port:5432")]
    [InlineData("logs:ready", "log:ready")]
    [InlineData(@"log:.*ready.*\n", "log:.*ready.*")]
    [InlineData(@"log:ready\r?\n$", "log:ready")]
    [InlineData("log=ready", "log:ready")]
    [InlineData("service_healthy", "healthy")]
    [InlineData("healthcheck", "healthy")]
    [InlineData("healthy:30s", "healthy")]
    [InlineData("service_completed_successfully", "exit")]
    [InlineData("exit 0", "exit:0")]
    [InlineData("exited:3", "exit:3")]
    [InlineData("file:///tmp/ready", "file:/tmp/ready")]
    [InlineData("file:tmp/ready", "file:/tmp/ready")]
    [InlineData("path:/tmp/ready", "file:/tmp/ready")]
    [InlineData("cmd:pg_isready", "command:pg_isready")]
    [InlineData("CMD-SHELL pg_isready", "command:pg_isready")]
    [InlineData("command:CMD-SHELL pg_isready", "command:pg_isready")]
    [InlineData("command:[\"CMD\", \"pg_isready\", \"-U\", \"me\"]", "command:pg_isready -U me")]
    [InlineData("[\"x\"]", null)]
    [InlineData("https://web/health", null)]
    [InlineData("udp:53", null)]
    [InlineData("port:53/udp", null)]
    [InlineData("service_started", null)]
    [InlineData("file:/tmp/*.pid", null)]
    [InlineData("port,healthy", null)]
    public void A_near_miss_is_refused_at_once_with_what_was_meant(string text, string? meant)
    {
        var error = Assert.Single(Assert.Throws<HarpoonException>(() => WaitConditionParser.Parse(text)).Diagnostics);

        Assert.Equal("HRP4205", error.Code);
        Assert.Equal(meant, error.Text.Contains("wait condition. Write ", StringComparison.Ordinal) ? error.Text.Split("wait condition. Write ")[1].Split(". The conditions")[0] : null);
    }

    [Theory]
    [InlineData("")]
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
    [InlineData("exit:256")]
    [InlineData("exit:x")]
    [InlineData("command:")]
    public void What_is_no_condition_is_an_error_that_quotes_it(string text)
    {
        var error = Assert.Single(Assert.Throws<HarpoonException>(() => WaitConditionParser.Parse(text)).Diagnostics);

        Assert.Equal("HRP4205", error.Code);
        Assert.StartsWith($"'{text}'", error.Text, StringComparison.Ordinal);
    }
}
