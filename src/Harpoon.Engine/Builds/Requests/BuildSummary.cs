using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>The one line that says what a build made.</summary>
internal static class BuildSummary
{
    /// <param name="name">What messages call the result.</param>
    /// <param name="image">The image, read back.</param>
    /// <param name="tags">Its tags; none for what was written in place of an image.</param>
    /// <param name="result">What the builder said.</param>
    /// <param name="took">How long it took.</param>
    public static string Of(string name, ImageDetails image, ImmutableArray<string> tags, ImageBuildResult result, TimeSpan took) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(tags.IsEmpty ? $"Wrote {name}: " : $"Built {string.Join(", ", tags)}: {ImageIds.Shorten(image.Id)}, ")}{(image.Size > 0 ? $"{ByteCount.Of(image.Size)}, " : "")}{result.CachedSteps} of {result.Steps} steps from the cache, {Sent(result)}{took.TotalSeconds:0.0} s.");

    private static string Sent(ImageBuildResult result) => result.BytesSent is { } bytes ? $"{ByteCount.Of(bytes)} sent, " : "";
}
