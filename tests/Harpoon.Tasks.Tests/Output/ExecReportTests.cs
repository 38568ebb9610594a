using System.Text.RegularExpressions;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Tasks.Output;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Tests.Output;

public sealed class ExecReportTests
{
    private readonly RecordingBuildEngine _engine = new();
    private HostPaths _paths = new([], null);

    [Fact]
    public void No_line_is_an_error_or_a_warning_unless_asked()
    {
        Write(new OutputParameters(), OutputChannel.StandardError, "x.c(1): error X1: no");

        Assert.Empty(_engine.Errors);
        Assert.Equal("x.c(1): error X1: no", Assert.Single(_engine.Messages).Message);
    }

    [Fact]
    public void The_standard_format_is_read_where_asked()
    {
        Write(new OutputParameters { ReadsStandardFormat = true }, OutputChannel.StandardOutput, "x.c(1,2): error X1: no", "x.c(3): warning X2: odd", "error");

        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("X1", "x.c", 1, 2, "no"), (error.Code, error.File, error.LineNumber, error.ColumnNumber, error.Message));
        Assert.Equal(("X2", 3), (Assert.Single(_engine.Warnings).Code, Assert.Single(_engine.Warnings).LineNumber));
        Assert.Equal("error", Assert.IsType<ExtendedBuildMessageEventArgs>(Assert.Single(_engine.Messages)).Message);
    }

    [Fact]
    public void A_pattern_of_the_users_own_makes_errors_and_warnings()
    {
        var parameters = new OutputParameters { CustomError = new ProblemPattern(new Regex("^BAD"), isError: true), CustomWarning = new ProblemPattern(new Regex("odd"), isError: false) };

        Write(parameters, OutputChannel.StandardOutput, "BAD {0} odd", "so odd", "fine");

        Assert.Equal("BAD {0} odd", Assert.Single(_engine.Errors).Message);
        Assert.Equal("so odd", Assert.Single(_engine.Warnings).Message);
        Assert.Equal("fine", Assert.Single(_engine.Messages).Message);
    }

    [Fact]
    public void A_pattern_with_groups_says_where_it_is()
    {
        var pattern = new Regex(@"^\[(?<code>\w+)\] (?<file>[^:]+):(?<line>\d+)(:(?<column>\d+))? (?<message>.*)");

        Write(new OutputParameters { CustomError = new ProblemPattern(pattern, isError: true) }, OutputChannel.StandardOutput, "[E7] a.c:3:9 no", "[E8] b.c:4 odd");

        Assert.Equal(
            [("E7", "a.c", 3, 9, "no"), ("E8", "b.c", 4, 0, "odd")],
            _engine.Errors.Select(error => (error.Code, error.File, error.LineNumber, error.ColumnNumber, error.Message!)));
    }

    [Fact]
    public void Files_that_are_mounted_are_named_as_they_are_on_this_machine()
    {
        _paths = new HostPaths([new MountedFolder("/home/me/app", "/src")], "/src");
        var parameters = new OutputParameters { ReadsStandardFormat = true, CustomWarning = new ProblemPattern(new Regex("^odd"), isError: false) };

        Write(parameters, OutputChannel.StandardOutput, "/src/a.c(1,2): error X1: see /src/a.h", "odd: /src/b.c, /srcs", "plain /src/c.c");

        Assert.Equal(("/home/me/app/a.c", "see /src/a.h"), (Assert.Single(_engine.Errors).File, Assert.Single(_engine.Errors).Message));
        Assert.Equal("odd: /home/me/app/b.c, /srcs", Assert.Single(_engine.Warnings).Message);
        Assert.Equal("plain /src/c.c", Assert.Single(_engine.Messages).Message);
    }

    [Fact]
    public void Standard_error_is_an_error_where_asked()
    {
        var parameters = new OutputParameters { StandardErrorIsError = true };

        Write(parameters, OutputChannel.StandardError, "oops");
        Write(parameters, OutputChannel.StandardOutput, "fine");

        Assert.Equal("oops", Assert.Single(_engine.Errors).Message);
        Assert.Equal("fine", Assert.Single(_engine.Messages).Message);
    }

    [Fact]
    public void Each_stream_has_its_importance()
    {
        var parameters = new OutputParameters { StandardOutput = MessageImportance.Low, StandardError = MessageImportance.Normal };

        Write(parameters, OutputChannel.StandardOutput, "out");
        Write(parameters, OutputChannel.StandardError, "err");

        Assert.Equal([MessageImportance.Low, MessageImportance.Normal], _engine.Messages.Select(message => message.Importance));
    }

    [Theory]
    [InlineData("a;b")]
    [InlineData(@"a\nb\")]
    [InlineData("%41 %2A *.txt ? $(x) @(y) 'z'")]
    [InlineData("  indented")]
    public void A_kept_line_is_never_changed(string line)
    {
        var report = Write(new OutputParameters { Keeps = true }, OutputChannel.StandardOutput, line);

        Assert.Equal(line, Assert.Single(report.Kept).ItemSpec);
    }

    private ExecReport Write(OutputParameters parameters, OutputChannel channel, params string[] lines)
    {
        var report = new ExecReport(TestLog.Report(_engine), TestLog.Log(_engine), parameters, _paths);
        foreach (var line in lines)
        {
            report.Output(new OutputLine(channel, line));
        }

        return report;
    }
}
