using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Registries;

/// <summary>The digest that a registry knows an image by, where the engine did not tell it while it pulled or pushed: Podman does not.</summary>
internal static class RepositoryDigest
{
    /// <summary>The one digest that the engine has for the image's repository; null where it has none, or several, of which nobody can say which one is meant.</summary>
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
