using System.Collections.Immutable;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Received;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters.Builds;

/// <summary>Reads what an image says of itself.</summary>
internal static class MetadataParameters
{
    private const string Item = "DockerAnnotation";

    public static ImmutableArray<ImageAnnotation> Annotations(WrittenPlace place, ITaskItem[] items) =>
        [.. items.Select(item => place.Item(Item, item, Annotation))];

    /// <summary>The values that the project has; one that is empty is not known.</summary>
    public static ImmutableDictionary<string, string> OciLabels(ITaskItem[] items) =>
        items.Select(NamedValue.Read).Where(label => !string.IsNullOrWhiteSpace(label.Value)).ToImmutableDictionary(label => label.Name, label => label.Value!.Trim());

    private static ImageAnnotation Annotation(ITaskItem item)
    {
        var (name, value) = NamedValue.Read(item);
        if (value is null && name.Length > 0)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3226", name));
        }

        return ImageAnnotation.Of(name, value ?? "", [.. WrittenMetadata.Of(item, "Level") is null ? [] : MetadataList.Read(item, "Level")]);
    }
}
