using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Registries;

/// <summary>The digest that a registry knows an image by, if the engine did not report it while it pulled or pushed: Podman does not.</summary>
internal static class RepositoryDigest
{
    /// <summary>The one digest that the engine has for the image's repository; null if it has none, or several, without a way to choose.</summary>
    public static string? Of(ImageDetails image, ImageReference reference)
    {
        string[] digests =
        [
            .. image.Digests.Select(text => ImageReference.Split(text))
                .Where(known => known.Registry == reference.Registry && known.Path == reference.Path)
                .Select(known => known.Digest)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
        return reference.Digest is { } asked && digests.Contains(asked) ? asked
            : digests is [var only] ? only
            : null;
    }
}
