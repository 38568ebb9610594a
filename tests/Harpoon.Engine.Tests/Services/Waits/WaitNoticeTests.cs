using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Tests.Services.Waits;

public sealed class WaitNoticeTests
{
    [Fact]
    public void What_takes_long_is_said_after_3_s_and_then_every_10()
    {
        var notice = new WaitNotice();

        var said = Enumerable.Range(0, 40).Where(second => notice.IsDue(TimeSpan.FromSeconds(second)));

        Assert.Equal([3, 13, 23, 33], said);
    }

    [Fact]
    public async Task A_line_that_has_not_ended_counts_once_nothing_was_added_to_it()
    {
        IReadOnlyList<string> unfinished = ["Ready"];
        var probe = new LogProbe(new LogSearch(new("Ready$")), () => unfinished);

        Assert.NotNull(await probe.TryAsync(TestContext.Current.CancellationToken));
        unfinished = ["Ready or"];
        Assert.NotNull(await probe.TryAsync(TestContext.Current.CancellationToken));
        unfinished = ["Ready"];
        Assert.NotNull(await probe.TryAsync(TestContext.Current.CancellationToken));
        Assert.Null(await probe.TryAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_waited_for_is_said_in_words()
    {
        var wait = new PendingWait("port:5432", new Refused());

        await wait.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("port 5432 (refused)", "port:5432 (refused)"), (wait.Description, wait.ToString()));
    }

    private sealed class Refused : IWaitProbe
    {
        public Task<string?> TryAsync(CancellationToken cancellationToken) => Task.FromResult<string?>("refused");
    }
}
