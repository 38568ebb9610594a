namespace Harpoon.Engine.Tests.Registries;

/// <summary>A clock by which every pause is over at once.</summary>
internal sealed class NoTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, TimeSpan.Zero, period);
}
