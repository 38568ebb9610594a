using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Logging;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Tests.Logging;

public sealed class LineStyleTests
{
    private readonly RecordingBuildEngine _engine = new();

    [Fact]
    public void A_line_says_whose_it_is()
    {
        var style = new LineStyle { Project = "App" };

        Assert.Equal("App: text", style.Prefixed("text"));
        Assert.Equal("App: text", style.Line("text"));
        Assert.Equal("App: db | text", style.Line("db", "text"));
        Assert.Equal(("text", "db | text"), (new LineStyle().Line("text"), new LineStyle().Line("db", "text")));
    }

    [Fact]
    public void The_time_stands_before_what_a_container_wrote_and_nowhere_else()
    {
        var style = new LineStyle { Project = "App", Clock = new StoppedClock() };

        Assert.Equal("App: 2001-02-03T04:05:06.007Z text", style.Line("text"));
        Assert.Equal("App: db | 2001-02-03T04:05:06.007Z text", style.Line("db", "text"));
        Assert.Equal("App: text", style.Prefixed("text"));
    }

    [Fact]
    public void Names_are_coloured_and_texts_are_not()
    {
        var style = new LineStyle { Project = "App", HasColors = true };

        Assert.Matches("^\u001b\\[\\d\\dmApp:\u001b\\[0m \u001b\\[\\d\\dmdb \\|\u001b\\[0m text$", style.Line("db", "text"));
        Assert.Equal("text", new LineStyle { HasColors = true }.Line("text"));
    }

    [Fact]
    public void A_name_has_one_colour_and_names_have_several()
    {
        var names = Enumerable.Range(0, 50).Select(number => $"service{number}").ToList();

        Assert.Equal(names.Select(NameColor.Of), names.Select(NameColor.Of));
        Assert.True(names.Select(NameColor.Of).Distinct().Count() > 4);
    }

    [Fact]
    public void Where_no_one_says_that_a_terminal_shows_it_there_are_no_colours()
    {
        var host = new Harpoon.Engine.Machine.HostEnvironment(_ => "1", "/", "/");

        Assert.False(TerminalColors.AreWanted(_engine, host, isWorker: false));
    }

    [Fact]
    public void A_service_keeps_its_level()
    {
        var report = new LogReport(_engine, TestLog.Log(_engine), new LineStyle());

        report.ServiceLine("db", MessageLevel.Low, "ready");
        report.ServiceLine("db", MessageLevel.High, "lost");

        Assert.Equal(
            [(MessageImportance.Low, "db | ready"), (MessageImportance.High, "db | lost")],
            _engine.Messages.Select(message => (message.Importance, message.Message!)));
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2001, 2, 3, 5, 5, 6, 7, TimeSpan.FromHours(1));
    }
}
