using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Caches;

/// <summary>Reads <c>$(DockerCache)</c>: one place that a build reads its cache from and writes it to.</summary>
public static class CacheShortForm
{
    private static readonly Dictionary<string, string> AllSteps = new(StringComparer.Ordinal) { ["mode"] = "max" };

    /// <summary>Reads the property before anything else is known.</summary>
    /// <exception cref="HarpoonException">HRP3165: it is no such place.</exception>
    public static string Check(string text)
    {
        _ = Of(text, new ImageReference("image"));
        return text;
    }

    /// <summary>The cache to read, and the one to write; null if the property says nothing.</summary>
    /// <param name="text">The property's value: a reference, a folder, <c>gha</c> or <c>inline</c>.</param>
    /// <param name="image">The image that is built.</param>
    /// <exception cref="HarpoonException">HRP3165: it is none of these.</exception>
    internal static (BuildCache From, BuildCache To)? Of(string? text, ImageReference image)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var name = text.Trim();
        return name.ToUpperInvariant() switch
        {
            "GHA" => Both(new BuildCache(image.FamiliarName) { Type = CacheType.Gha }),
            "INLINE" => (new BuildCache(image.ToString()) { IsShortForm = true }, new BuildCache("inline") { Type = CacheType.Inline, IsShortForm = true }),
            _ when IsFolder(name) => Both(new BuildCache(name) { Type = CacheType.Local }),
            _ => Both(new BuildCache(ImageOf(name).ToString()) { NeedsLogin = true }),
        };
    }

    /// <summary>Whether it can be written is a matter of who builds, and where.</summary>
    private static (BuildCache From, BuildCache To) Both(BuildCache cache) =>
        (cache with { IsShortForm = true }, cache with { IsShortForm = true, Attributes = AllSteps, Required = false });

    private static ImageReference ImageOf(string name) => ImageReference.ComplaintAbout(name) is { } complaint
        ? throw new HarpoonException(Diagnostic.Of("HRP3165", name, complaint).AboutProperty(OptionNames.Cache))
        : ImageReference.Split(name);

    private static bool IsFolder(string name) => name[0] is '.' or '/' or '~' || name.Contains('\\', StringComparison.Ordinal) || Path.IsPathRooted(name);
}
