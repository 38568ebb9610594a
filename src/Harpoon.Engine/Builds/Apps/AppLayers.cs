using System.Collections.Immutable;
using Harpoon.Engine.Context;

namespace Harpoon.Engine.Builds.Apps;

/// <summary>Puts the files of a published application into layers, those first that change least.</summary>
public static class AppLayers
{
    // A folder that no project has: a user's own is not to be mixed with it.
    private const string Root = ".harpoon";

    private static readonly ImmutableArray<AppLayer> Order = [AppLayer.Packages, AppLayer.Projects, AppLayer.Assets, AppLayer.Application];

    /// <summary>The folder of a layer in the context.</summary>
    public static string FolderOf(AppLayer layer) => $"{Root}/{layer.ToString().ToLowerInvariant()}";

    /// <param name="folder">The full path of the publish folder. What is in it goes into the image.</param>
    /// <param name="known">The layers of files by their paths in it. A file that is not named is the application's own.</param>
    public static ImmutableArray<ContextFile> Of(string folder, IReadOnlyDictionary<string, AppLayer> known) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Source: file, Path: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Select(file => (file.Source, file.Path, Layer: known.GetValueOrDefault(file.Path, AppLayer.Application)))
            .OrderBy(file => file.Layer).ThenBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => new ContextFile(file.Source, $"{FolderOf(file.Layer)}/{file.Path}") { IsRewritten = true, IsReproducible = true }),
    ];

    /// <summary>The folders of the layers that have a file, in their order.</summary>
    public static ImmutableArray<string> FoldersOf(ImmutableArray<ContextFile> files) =>
        [.. Order.Select(FolderOf).Where(folder => files.Any(file => file.TargetPath.StartsWith($"{folder}/", StringComparison.Ordinal)))];
}

/// <summary>How often a file of an application changes.</summary>
public enum AppLayer
{
    /// <summary>With a package, or the runtime.</summary>
    Packages,

    /// <summary>With another project.</summary>
    Projects,

    /// <summary>With a translation, or a static file.</summary>
    Assets,

    /// <summary>With the application.</summary>
    Application,
}
