using Harpoon.Engine.Client.Api.Images;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>Which image a base image was in a build.</summary>
/// <param name="Reference">What the Dockerfile calls it.</param>
/// <param name="Id">Its id, a digest.</param>
internal sealed record BaseImageId(string Reference, string Id)
{
    private const string Mark = "fetched ";
    private const string Unread = "unread";

    /// <summary>An image that the builder used and that was not found in the Dockerfile.</summary>
    public static BaseImageId NotRead(string reference) => new(reference, Unread);

    /// <summary>Whether the builder used it without its being found in the Dockerfile.</summary>
    public bool IsNotRead => Id == Unread;

    /// <summary>A base image that BuildKit fetched for itself: the engine doesn't list it.</summary>
    /// <param name="reference">What the Dockerfile calls it.</param>
    /// <param name="digest">The digest that its registry knows it by.</param>
    public static BaseImageId Fetched(string reference, string digest) => new(reference, Mark + digest);

    /// <summary>
    /// Whether a build would take the same image still. What BuildKit fetched counts as the same as long as the engine has no image of that name: whether the registry
    /// has a newer one is asked where there is a build, as the classic builder asks where there is no image.
    /// </summary>
    /// <param name="details">What the engine has under the name now; null for nothing.</param>
    public bool IsStill(ImageDetails? details) =>
        Id.StartsWith(Mark, StringComparison.Ordinal) ? details is null : Id == details?.Id;
}
