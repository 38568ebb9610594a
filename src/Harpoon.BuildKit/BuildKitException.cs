namespace Harpoon.BuildKit;

/// <summary>A session, a service or a trace ended with a failure to report.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">What happened, in a sentence.</param>
/// <param name="innerException">What the system said.</param>
public sealed class BuildKitException(BuildKitFailure failure, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Why.</summary>
    public BuildKitFailure Failure { get; } = failure;

    /// <summary>The path that it is about, in the context; null if there is none.</summary>
    public string? Path { get; init; }
}
