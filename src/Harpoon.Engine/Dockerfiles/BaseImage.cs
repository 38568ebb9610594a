namespace Harpoon.Engine.Dockerfiles;

/// <summary>An image that a build starts from or copies from.</summary>
/// <param name="Reference">The reference, with build arguments put in; empty where they are.</param>
/// <param name="Platform">What <c>--platform</c> asks for; null where it doesn't.</param>
/// <param name="Line">The line of the Dockerfile that names it.</param>
public sealed record BaseImage(string Reference, string? Platform, int Line);
