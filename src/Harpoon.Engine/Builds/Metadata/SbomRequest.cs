using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Metadata;

/// <summary><c>$(DockerSbom)</c>: a list of what is in an image (SBOM).</summary>
/// <param name="Generator">The image that makes the list; null for BuildKit's own choice.</param>
public sealed record SbomRequest(string? Generator = null)
{
    private const string GeneratorPrefix = "generator=";

    /// <summary>The image that makes the list. See <see href="https://github.com/moby/buildkit/blob/master/docs/attestations/sbom.md"/>.</summary>
    public string Image => Generator ?? "docker/buildkit-syft-scanner";

    /// <summary>Reads <c>true</c>, <c>false</c> or <c>generator=IMAGE</c>.</summary>
    /// <returns>Null if no list is wanted.</returns>
    /// <exception cref="HarpoonException">HRP3221: it is none of these.</exception>
    public static SbomRequest? Parse(string text) => text.Trim() switch
    {
        var word when word.Equals("true", StringComparison.OrdinalIgnoreCase) => new(),
        var word when word.Equals("false", StringComparison.OrdinalIgnoreCase) => null,
        { Length: > 10 } word when word.StartsWith(GeneratorPrefix, StringComparison.OrdinalIgnoreCase) && !word.AsSpan().ContainsAny([' ', ',', '"'])
            => new(word[GeneratorPrefix.Length..]),
        _ => throw new HarpoonException(Diagnostic.Of("HRP3221", text)),
    };
}
