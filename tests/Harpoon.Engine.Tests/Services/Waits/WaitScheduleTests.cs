using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Tests.Services.Waits;

public sealed class WaitScheduleTests
{
    [Fact]
    public void What_is_ready_within_the_first_half_minute_is_seen_within_a_fifth_of_a_second() =>
        NonEmpty.All(Looks().TakeWhile(look => look.At < TimeSpan.FromSeconds(30)), look => Assert.InRange(look.Pause.TotalMilliseconds, 1, 200));

    [Fact]
    public void A_long_wait_asks_more_and_more_seldom()
    {
        var pauses = Looks().Select(look => look.Pause).ToArray();

        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromSeconds(1), pauses[^1]);
    }

    private static IEnumerable<(TimeSpan At, TimeSpan Pause)> Looks()
    {
        for (var at = TimeSpan.Zero; at < TimeSpan.FromMinutes(5); at += WaitSchedule.Pause(at))
        {
            yield return (at, WaitSchedule.Pause(at));
        }
    }
}
