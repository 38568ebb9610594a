using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Terminal.Reports;

namespace Harpoon.Terminal.Tests.Reports;

public sealed class CanonicalTextTests
{
    [Theory]
    [InlineData(null, 0, 0, "harpoon: error HRP1: text")]
    [InlineData("/a/App.csproj", 0, 0, "/a/App.csproj: error HRP1: text")]
    [InlineData("/a/App.csproj", 3, 0, "/a/App.csproj(3): error HRP1: text")]
    [InlineData("/a/App.csproj", 3, 5, "/a/App.csproj(3,5): error HRP1: text")]
    public void An_error_is_written_as_MSBuild_writes_it(string? file, int line, int column, string expected) =>
        Assert.Equal(expected, CanonicalText.Of(new Diagnostic("HRP1", "text", file is null ? null : new SourceLocation(file, line, column)), "error"));

    [Theory]
    [InlineData(false, "step 1\nsaid\nharpoon: warning HRP2: two\nlines\nharpoon: error HRP3: three\n")]
    [InlineData(true, "step 1\r\nsaid\r\nharpoon: warning HRP2: two\r\nlines\r\nharpoon: error HRP3: three\r\n")]
    public void What_matters_is_reported_and_a_raw_terminal_returns_to_the_start_of_the_line(bool isRaw, string expected)
    {
        using var error = new MemoryStream();
        var report = new StandardErrorReport(error, () => isRaw, draw: null);

        report.Output(new OutputLine(OutputChannel.Build, "step 1"));
        report.Message(MessageLevel.High, "said");
        report.Message(MessageLevel.Normal, "whispered");
        report.Warning(new Diagnostic("HRP2", "two\nlines"));
        report.Errors([new Diagnostic("HRP3", "three")]);

        Assert.Equal(expected, Encoding.UTF8.GetString(error.ToArray()));
    }
}
