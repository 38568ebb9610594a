using System.Collections.Immutable;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads the parameters <c>Image</c> and <c>Tags</c>, which say all names of an image.</summary>
internal static class ImageNamesParameter
{
    /// <summary>The names, each once.</summary>
    /// <param name="image">Repositories or full references, between <c>;</c>; empty for the project's name.</param>
    /// <param name="tags">Tags or full references, between <c>;</c>.</param>
    /// <param name="projectFile">The project.</param>
    /// <exception cref="Engine.Diagnostics.HarpoonException">HRP3001–HRP3004: one is no name.</exception>
    public static ImmutableArray<ImageReference> Read(string? image, string? tags, string projectFile)
    {
        var images = (image ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var project = ProjectName.Of(projectFile);
        return [.. images.DefaultIfEmpty("").SelectMany(one => ImageNames.Resolve(one, tags, project)).Distinct()];
    }
}
