using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Builds;

/// <summary>The one line that says what a build made.</summary>
internal static class BuildSummary
{
    private const string Algorithm = "sha256:";
    private const int ShortId = 12;
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <param name="image">The image, read back.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="result">What the builder said.</param>
    /// <param name="took">How long it took.</param>
    public static string Of(ImageDetails image, ImmutableArray<string> tags, ImageBuildResult result, TimeSpan took) => string.Create(
        CultureInfo.InvariantCulture,
        $"Built {string.Join(", ", tags)}: {Short(image.Id)}, {Size(image.Size)}, {result.CachedSteps} of {result.Steps} steps from the cache, {Sent(result)}{took.TotalSeconds:0.0} s.");

    /// <summary>An id as the docker CLI shows it.</summary>
    public static string Short(string id)
    {
        var digits = id.StartsWith(Algorithm, StringComparison.Ordinal) ? id[Algorithm.Length..] : id;
        return digits.Length > ShortId ? digits[..ShortId] : digits;
    }

    /// <summary>A size in thousands, as the docker CLI counts.</summary>
    public static string Size(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        while (value >= 1000 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {Units[unit]}");
    }

    private static string Sent(ImageBuildResult result) => result.BytesSent is { } bytes ? $"{Size(bytes)} sent, " : "";
}
