using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

public sealed class BuildKitSupportTests : IAsyncDisposable
{
    private readonly FakeProject _project = new();
    private readonly FakeEngine _engine = new();

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _engine.DisposeAsync();
    }

    [Theory]
    [InlineData(null, "linux", true)]
    [InlineData("2", "linux", true)]
    [InlineData("1", "linux", false)]
    [InlineData(null, "windows", false)]
    public async Task An_engine_without_sessions_is_reported_before_anything_is_sent(string? builder, string system, bool isPodman)
    {
        _project.Options = _project.Options with { Builder = BuilderChoice.BuildKit };
        _engine.Ping = new EnginePing(new Version(1, 41), builder, system, isPodman);

        Assert.Equal("HRP3011", await _project.FailAsync(_engine));
        Assert.Empty(_engine.Builds);
    }

    [Theory]
    [InlineData("1", "linux", false, "configuration")]
    [InlineData("1", "windows", false, "Windows containers")]
    [InlineData(null, "linux", true, "Podman")]
    public async Task By_itself_the_classic_builder_builds_there_and_one_quiet_message_says_why(string? builder, string system, bool isPodman, string reason)
    {
        _project.Options = _project.Options with { Builder = BuilderChoice.Auto };
        _engine.Ping = new EnginePing(new Version(1, 41), builder, system, isPodman);

        await _project.BuildAsync(_engine);

        Assert.Contains(Assert.Single(_engine.Builds), pair => pair is { Key: "version", Value: "1" });
        var (level, text) = Assert.Single(_project.Report.Messages, message => message.Text.Contains("classic builder", StringComparison.Ordinal));
        Assert.Equal(MessageLevel.Low, level);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2")]
    public void By_itself_BuildKit_builds_where_it_is(string? builder) => Assert.True(Decide(BuilderChoice.Auto, builder).IsBuildKit);

    [Theory]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("1", true)]
    [InlineData("", true)]
    public void The_docker_clis_switch_is_heard_where_the_project_says_nothing(string value, bool isBuildKit)
    {
        _project.Variables["DOCKER_BUILDKIT"] = value;

        Assert.Equal(isBuildKit, Decide(BuilderChoice.Auto).IsBuildKit);
        Assert.True(Decide(BuilderChoice.BuildKit).IsBuildKit);
    }

    private BuilderDecision Decide(BuilderChoice asked, string? builder = null) =>
        BuilderDecision.Of(asked, EngineCapabilities.Of(new EnginePing(new Version(1, 41), builder, "linux", IsPodman: false)), _project.Host);
}
