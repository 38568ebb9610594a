using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Tests.Builds;

public sealed class TransferProgressTests
{
    private readonly HandTime _time = new();

    [Fact]
    public void A_layer_is_heard_of_when_its_status_changes()
    {
        var progress = new TransferProgress(_time);

        Assert.Equal("3: Pulling from x", progress.Line(Status("3", "Pulling from x")));
        Assert.Equal("a: Downloading", progress.Line(Status("a", "Downloading", "1/9")));
        Assert.Null(progress.Line(Status("a", "Downloading", "2/9")));
        Assert.Equal("a: Pull complete", progress.Line(Status("a", "Pull complete")));
        Assert.Equal("Digest: sha256:1", progress.Line(new() { Status = "Digest: sha256:1" }));
        Assert.Null(progress.Line(new() { Id = "a" }));
    }

    [Fact]
    public void A_long_download_says_now_and_then_how_far_it_is()
    {
        var progress = new TransferProgress(_time);
        progress.Line(Status("a", "Downloading", "1/9"));

        _time.Now += TimeSpan.FromSeconds(6);

        Assert.Equal("a: Downloading 5/9", progress.Line(Status("a", "Downloading", "5/9")));
        Assert.Null(progress.Line(Status("a", "Downloading", "6/9")));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Whoever_watches_is_told_more_often(bool isLive, bool expected)
    {
        var progress = new TransferProgress(_time, isLive);
        progress.Line(Status("a", "Pushing", "1/9"));

        _time.Now += TimeSpan.FromSeconds(2);

        Assert.Equal(expected, progress.Line(Status("a", "Pushing", "5/9")) is not null);
    }

    [Theory]
    [InlineData(1_500_000, 9_000_000L, "a: Pushing 1.5 of 9 MB")]
    [InlineData(1_500_000, null, "a: Pushing 1.5 MB")]
    public void An_engine_that_draws_no_bar_is_counted_for(long current, long? total, string expected)
    {
        var progress = new TransferProgress(_time);
        progress.Line(Status("a", "Pushing"));

        _time.Now += TimeSpan.FromSeconds(6);

        Assert.Equal(expected, progress.Line(Status("a", "Pushing") with { Current = current, Total = total }));
    }

    private static EngineMessage Status(string id, string status, string? progress = null) =>
        new() { Id = id, Status = status, Progress = progress };

    private sealed class HandTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
