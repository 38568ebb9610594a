namespace Harpoon.Engine.Services.Waits;

/// <summary>The image's own health check passed: <c>healthy</c>.</summary>
public sealed record HealthyWait : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => "healthy";
}
