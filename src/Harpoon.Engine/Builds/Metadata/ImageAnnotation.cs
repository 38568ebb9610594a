using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Metadata;

/// <summary>An annotation: an item of <c>@(DockerAnnotation)</c>
/// (<see href="https://github.com/opencontainers/image-spec/blob/main/annotations.md"/>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record ImageAnnotation(string Name, string Value)
{
    private const string DefaultLevel = "manifest";

    // In the order in which they are documented.
    private static readonly string[] AllLevels = [DefaultLevel, "index", "manifest-descriptor", "index-descriptor"];

    /// <summary>Where it is written: <c>manifest</c>, <c>index</c>, <c>manifest-descriptor</c>, <c>index-descriptor</c>.</summary>
    public ImmutableArray<string> Levels { get; init; } = [DefaultLevel];

    /// <summary>Whether it needs an index, which an image of one platform without attestations has not.</summary>
    internal bool NeedsIndex => Levels.Any(level => level.StartsWith("index", StringComparison.Ordinal));

    /// <summary>Makes one of what an item says.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="levels">Its levels; none for that of the manifest.</param>
    /// <exception cref="HarpoonException">HRP3222: it can't have that name; HRP3223: there is no such level.</exception>
    public static ImageAnnotation Of(string name, string value, IReadOnlyCollection<string> levels)
    {
        if (name.Length == 0 || name.Any(char.IsWhiteSpace))
        {
            throw new HarpoonException(Diagnostic.Of("HRP3222", name));
        }

        foreach (var level in levels)
        {
            if (!AllLevels.Contains(level))
            {
                throw new HarpoonException(Diagnostic.Of("HRP3223", name, level, string.Join(", ", AllLevels)));
            }
        }

        return new ImageAnnotation(name, value) { Levels = levels.Count == 0 ? [DefaultLevel] : [.. levels.Distinct()] };
    }
}
