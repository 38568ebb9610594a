using Harpoon.Engine.Builds;
using Harpoon.Engine.Engines;

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
    public async Task An_engine_without_sessions_is_told_of_before_anything_is_sent(string? builder, string system, bool isPodman)
    {
        _project.Options = _project.Options with { Builder = BuilderChoice.BuildKit };
        _engine.Ping = new EnginePing(new Version(1, 41), builder, system, isPodman);

        Assert.Equal("HRP3011", await _project.FailAsync(_engine));
        Assert.Empty(_engine.Builds);
    }

    [Fact]
    public async Task By_itself_the_classic_builder_builds()
    {
        _engine.Ping = new EnginePing(new Version(1, 41), "2", "linux", IsPodman: false);

        await _project.BuildAsync(_engine);

        Assert.Contains(Assert.Single(_engine.Builds), pair => pair is { Key: "version", Value: "1" });
    }
}
