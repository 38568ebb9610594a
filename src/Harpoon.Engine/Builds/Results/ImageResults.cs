using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Results;

/// <summary>Puts a build's result together.</summary>
internal static class ImageResults
{
    /// <summary>What is known of an image, however it was built.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="image">The image, read back.</param>
    /// <param name="state">What the engine has of its base images.</param>
    public static ImageResult Of(string project, ImageBuildRequest request, ImageDetails image, EngineState state)
    {
        // Podman lists a digest of its own for an image, before and after a push.
        var images = request.Tags
            .SelectMany(tag => request.Platforms.IsEmpty
                ? [new TaggedImageResult(tag, image.Platform, request.Builder.Engine.BuildsWithBuildah ? null : DigestOf(image, tag))]
                : request.Platforms.Select(platform => new TaggedImageResult(tag, platform, Digest: null)))
            .ToImmutableArray();
        return new ImageResult(project, image.Id)
        {
            ConfigDigest = image.IsManifest ? null : image.Id,
            ManifestDigest = image.IsManifest ? image.Id : images.Select(tagged => tagged.Digest).Distinct().ToArray() is [{ } only] ? only : null,
            Images = images,
            Bases = [.. state.Bases.Select(known => new BaseImageResult(known.Reference, known.Details?.Id, known.Details is { } details ? DigestOf(details, known.Reference) : null))],
            Bytes = image.Size,
        };
    }

    /// <summary>The result of a build that did something.</summary>
    public static ImageResult With(this ImageResult result, ImageBuildResult built, TimeSpan took) => result with
    {
        ConfigDigest = built.ConfigDigest ?? result.ConfigDigest,
        Bases = [.. result.Bases.Select(used => used with { Digest = used.Digest ?? built.FetchedBases.GetValueOrDefault(used.Reference) })],
        Steps = built.Steps,
        Cached = built.CachedSteps,
        BytesSent = built.BytesSent,
        Seconds = Rounded(took),
    };

    /// <summary>The result of a build that had nothing to do.</summary>
    /// <param name="result">What is known of the image.</param>
    /// <param name="kept">What was kept of the build that made it; null if that is not known.</param>
    /// <param name="took">How long it took.</param>
    public static ImageResult UpToDate(this ImageResult result, ImageResult? kept, TimeSpan took) => (kept is null ? result : result with
    {
        ConfigDigest = kept.ConfigDigest ?? result.ConfigDigest,
        ManifestDigest = result.ManifestDigest ?? kept.ManifestDigest,
        Bases = kept.Bases,
        Bytes = result.Bytes > 0 ? result.Bytes : kept.Bytes,
        Steps = kept.Steps,
        Cached = kept.Steps,
    }) with { UpToDate = true, BytesSent = 0, Seconds = Rounded(took) };

    private static string? DigestOf(ImageDetails image, string reference) =>
        ImageReference.TryParse(reference, out var parsed) ? RepositoryDigest.Of(image, parsed) : null;

    private static double Rounded(TimeSpan took) => Math.Round(took.TotalSeconds, 3);
}
