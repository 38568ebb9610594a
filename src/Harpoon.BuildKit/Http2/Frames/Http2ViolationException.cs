using System.Diagnostics.CodeAnalysis;

namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>The other side broke a rule. See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-5.4"/>.</summary>
/// <param name="code">The error code that the other side gets.</param>
/// <param name="message">What it did.</param>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves the connection, which turns it into a frame and a BuildKitException.")]
internal sealed class Http2ViolationException(Http2ErrorCode code, string message) : Exception(message)
{
    public Http2ErrorCode Code { get; } = code;

    /// <summary>The stream that ends; 0 where the connection does.</summary>
    public int StreamId { get; init; }

    /// <summary>The error for a caller, who knows nothing of frames.</summary>
    public BuildKitException ToBuildKit() => new(
        Code == Http2ErrorCode.EnhanceYourCalm ? BuildKitFailure.LimitExceeded : BuildKitFailure.ProtocolViolation,
        $"The other side of the session violated HTTP/2: {Message}",
        this);
}
