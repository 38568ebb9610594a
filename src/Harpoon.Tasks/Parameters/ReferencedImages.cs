using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Machine;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>The images of other projects, which <c>Project</c> metadata names, as this build made them.</summary>
/// <param name="images">A project's full path each, with <c>ImageId</c> and <c>Reference</c> metadata.</param>
/// <param name="host">Where relative paths start.</param>
internal sealed class ReferencedImages(ITaskItem[] images, HostEnvironment host)
{
    /// <summary>The metadata that names a project.</summary>
    public const string Project = "Project";

    /// <summary>The item of a project's image; null if the build made none.</summary>
    public ITaskItem? Find(ITaskItem item)
    {
        var path = PathOf(item, host);
        return Array.Find(images, image => image.ItemSpec.Equals(path, PathComparison) && image.GetMetadata("ImageId").Length > 0);
    }

    /// <summary>The full path of the project that an item names; null if it names none.</summary>
    public static string? PathOf(ITaskItem item, HostEnvironment host) =>
        ParameterValue.Text(item.GetMetadata(Project)) is { } path ? host.FullPath(path) : null;

    /// <summary>The contexts, those of other projects by the ids of their images.</summary>
    public ImmutableArray<NamedContext> Contexts(ITaskItem[] items) => [.. items.Select(Context)];

    private static StringComparison PathComparison => OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    private NamedContext Context(ITaskItem item)
    {
        var source = item.GetMetadata("Source");
        if (PathOf(item, host) is not { } project)
        {
            return new NamedContext(item.ItemSpec, source);
        }

        ThrowIfBoth(item, "DockerNamedContext", "Source");
        return new NamedContext(item.ItemSpec, project) { IsProject = true, ImageId = Find(item)?.GetMetadata("ImageId") };
    }

    /// <exception cref="HarpoonException">HRP3305: an item names a project, and something else in its place.</exception>
    public static void ThrowIfBoth(ITaskItem item, string itemName, string other)
    {
        if (item.GetMetadata(other).Length > 0)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3305", itemName, item.ItemSpec, other).About(new ItemReference(itemName, item.ItemSpec)));
        }
    }
}
