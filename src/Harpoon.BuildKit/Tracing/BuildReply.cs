namespace Harpoon.BuildKit.Tracing;

/// <summary>One line of the engine's reply to a build. At most one of its values is there; of a line that says something else, none is.</summary>
public sealed record BuildReply
{
    /// <summary>Progress.</summary>
    public TraceUpdate? Trace { get; init; }

    /// <summary>The id of the image that was built. Progress may still follow.</summary>
    public string? ImageId { get; init; }

    /// <summary>Why the build failed.</summary>
    public string? Error { get; init; }
}
