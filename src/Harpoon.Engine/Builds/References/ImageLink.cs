namespace Harpoon.Engine.Builds.References;

/// <summary>What a project takes from an image.</summary>
/// <param name="How">What the instruction is, as a Dockerfile has it, or which service runs the image.</param>
/// <param name="Target">The image's reference, as far as it is known; of another project's image, that project's full path.</param>
public sealed record ImageLink(string How, string Target)
{
    /// <summary>What a <c>FROM</c> is called.</summary>
    public const string From = "FROM";

    /// <summary>What a copy is called.</summary>
    public const string Copy = "COPY --from";

    /// <summary>What a mount is called.</summary>
    public const string Mount = "RUN --mount";

    /// <summary>Whether it is another project's image.</summary>
    public bool IsProject { get; init; }

    /// <summary>Whether a service runs the image: then this project's image does not depend on it.</summary>
    public bool IsService { get; init; }
}
