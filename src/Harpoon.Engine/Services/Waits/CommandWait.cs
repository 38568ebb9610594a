namespace Harpoon.Engine.Services.Waits;

/// <summary>A shell line, run in the service's container, exits with 0: <c>command:pg_isready</c>.</summary>
/// <param name="Line">The line, for <c>/bin/sh -c</c>.</param>
public sealed record CommandWait(string Line) : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => $"command:{Line}";
}
