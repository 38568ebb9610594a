namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>A clock that a test moves.</summary>
internal sealed class HandTime : TimeProvider
{
    public TimeSpan Now { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;
}
