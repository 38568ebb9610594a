namespace Harpoon.Engine.Services.Waits;

/// <summary>How long to wait before asking again whether a service is ready: what is ready soon is seen soon, and what takes long is not asked all the time.</summary>
internal static class WaitSchedule
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Slower = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(1);

    /// <param name="waited">How long it has been waited for already.</param>
    public static TimeSpan Pause(TimeSpan waited) =>
        waited < Usual ? Max(First, waited)
        : waited < TimeSpan.FromSeconds(30) ? Usual
        : waited < TimeSpan.FromMinutes(2) ? Slower
        : Slowest;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

/// <summary>When it is said that something is still waited for: what is soon ready needs no word, and what takes long is not silent.</summary>
internal sealed class WaitNotice
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private TimeSpan _next = First;

    /// <summary>Whether it was said.</summary>
    public bool WasGiven { get; private set; }

    /// <summary>Whether it is time to say it; then it counts as said.</summary>
    /// <param name="waited">How long it has been waited for already.</param>
    public bool IsDue(TimeSpan waited)
    {
        if (waited < _next)
        {
            return false;
        }

        _next = waited + Pause;
        return WasGiven = true;
    }
}
