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
