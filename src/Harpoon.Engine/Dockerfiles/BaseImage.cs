namespace Harpoon.Engine.Dockerfiles;

/// <summary>An image that a build starts from or copies from.</summary>
/// <param name="Reference">The reference, with arguments put in; empty if it can't be known, or if nothing is left.</param>
/// <param name="Platform">What <c>--platform</c> asks for; null if it doesn't.</param>
/// <param name="Line">The line of the Dockerfile that names it.</param>
public sealed record BaseImage(string Reference, string? Platform, int Line)
{
    /// <summary>What it, or its platform, depends on and can't be known, as written; null if all is known.</summary>
    public string? Unknown { get; init; }
}
