using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Logging;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Tests.Logging;

public sealed class LogReportTests
{
    private readonly RecordingBuildEngine _engine = new();

    [Fact]
    public void Output_is_seen_live_by_the_terminal_logger_and_is_a_high_message_to_all_others()
    {
        TestLog.Report(_engine).Output(new OutputLine(OutputChannel.StandardOutput, "lolz {0}"));

        var message = Assert.IsType<ExtendedBuildMessageEventArgs>(Assert.Single(_engine.Messages));
        Assert.Equal("TLTESTOUTPUT", message.ExtendedType);
        Assert.Equal("lolz {0}", message.Message);
        Assert.Equal(MessageImportance.High, message.Importance);
    }

    [Fact]
    public void Each_line_starts_with_the_projects_name_where_projects_build_side_by_side()
    {
        TestLog.Report(_engine, "App").Output(new OutputLine(OutputChannel.Build, "Step 1/2"));

        Assert.Equal("App: Step 1/2", Assert.Single(_engine.Messages).Message);
    }

    [Theory]
    [InlineData(MessageLevel.Low, MessageImportance.Low)]
    [InlineData(MessageLevel.Normal, MessageImportance.Normal)]
    [InlineData(MessageLevel.High, MessageImportance.High)]
    public void Harpoons_own_words_keep_their_level(MessageLevel level, MessageImportance importance)
    {
        TestLog.Report(_engine).Message(level, "50 % {done}");

        var message = Assert.Single(_engine.Messages);
        Assert.Equal(importance, message.Importance);
        Assert.Equal("50 % {done}", message.Message);
    }

    [Fact]
    public void A_warning_about_an_item_is_reported_at_its_place()
    {
        var place = new SourceLocation("/x/App.csproj", 7, 3);
        var report = new LogReport(_engine, TestLog.Log(_engine), new LineStyle(), diagnostic => diagnostic.At(place));

        report.Warning(new Diagnostic("HRP4242", "odd").About(new ItemReference("DockerCopyOut", "/a")));

        Assert.Equal(("/x/App.csproj", 7), (Assert.Single(_engine.Warnings).File, Assert.Single(_engine.Warnings).LineNumber));
    }

    [Fact]
    public void A_warning_that_each_task_has_is_reported_once_per_build()
    {
        var build = new WholeBuildEngine(_engine);
        var warning = new Diagnostic("HRP4242", "odd") { IsOncePerBuild = true };

        TestLog.Report(build).Warning(warning);
        TestLog.Report(build).Warning(warning);
        TestLog.Report(build).Warning(warning with { Text = "odd elsewhere" });

        Assert.Equal(["odd", "odd elsewhere"], _engine.Warnings.Select(told => told.Message));
    }

    [Theory]
    [InlineData("\u001b[31mred", "red")]
    [InlineData("a\u009b2Jb\u202ec\u2028d", "abc d")]
    [InlineData("\u001b]0;title\u0007x", "x")]
    public void What_others_wrote_gives_no_orders_to_a_terminal(string text, string shown)
    {
        var report = TestLog.Report(_engine);
        report.Output(new OutputLine(OutputChannel.Build, text));
        report.Line(text, MessageImportance.High);
        report.ServiceLine("db", MessageLevel.High, text);
        report.Message(MessageLevel.Normal, text);
        report.Warning(new Diagnostic("HRP4242", text));

        Assert.Equal([shown, shown, $"db | {shown}", shown], _engine.Messages.Select(told => told.Message));
        Assert.Equal(shown, Assert.Single(_engine.Warnings).Message);
    }

    [Fact]
    public void A_warning_has_its_code_its_place_and_its_page()
    {
        TestLog.Report(_engine).Warning(new Diagnostic("HRP4242", "odd {0}", new SourceLocation("/x/App.csproj", 7, 3)));

        var warning = Assert.Single(_engine.Warnings);
        Assert.Equal("HRP4242", warning.Code);
        Assert.Equal("odd {0}", warning.Message);
        Assert.Equal(("/x/App.csproj", 7, 3), (warning.File, warning.LineNumber, warning.ColumnNumber));
        Assert.Equal("HRP4242", warning.HelpKeyword);
        Assert.EndsWith("/docs/errors/HRP4242.md", warning.HelpLink, StringComparison.Ordinal);
    }
}
