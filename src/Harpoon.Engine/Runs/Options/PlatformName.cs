using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>A platform that an image is for: <c>linux/arm64</c>, <c>linux/arm/v7</c>, or the system or the architecture alone.</summary>
/// <remarks>The grammar is that of https://github.com/containerd/platforms; which there are is for the engine to say.</remarks>
public static class PlatformName
{
    private const int MostParts = 3;

    /// <summary>Checks a name before anything is sent.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4116: it can't be a platform.</exception>
    public static string Check(string name) => name.Split('/') is { Length: <= MostParts } parts && parts.All(IsPart)
        ? name
        : throw new HarpoonException(Diagnostic.Of("HRP4116", name));

    private static bool IsPart(string part) =>
        part.Length > 0 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.');
}
