using System.Globalization;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;
using Harpoon.Tasks.Output;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Images that are pulled and pushed, as items.</summary>
internal static class ImageItem
{
    private const string Platform = "Platform";
    private const string MayBeLocal = "MayBeLocal";

    // Where an image was named, from the task that finds it to the one that pulls it.
    private const string File = "_HarpoonFile";
    private const string Line = "_HarpoonLine";
    private const string Column = "_HarpoonColumn";
    private const string ItemName = "_HarpoonItemName";
    private const string Include = "_HarpoonInclude";

    /// <param name="item">A reference, with <c>Platform</c> and <c>MayBeLocal</c> metadata.</param>
    /// <param name="platform">The platform of those that name none.</param>
    public static PullRequest Read(ITaskItem item, string? platform) =>
        new(item.ItemSpec.Trim(), ParameterValue.Text(item.GetMetadata(Platform))?.Trim() ?? platform, [])
        {
            MayBeLocal = ParameterValue.Boolean(MayBeLocal, item.GetMetadata(MayBeLocal)) ?? false,
            Location = LocationOf(item),
            Item = ParameterValue.Text(item.GetMetadata(ItemName)) is { } name ? new ItemReference(name, item.GetMetadata(Include)) : null,
        };

    public static ITaskItem Of(PullRequest request)
    {
        var item = ItemText.ToItem(request.Image);
        item.SetMetadata(Platform, request.Platform ?? "");
        item.SetMetadata(MayBeLocal, request.MayBeLocal ? "true" : "false");
        if (request.Location is { } place)
        {
            item.SetMetadata(File, ItemText.Escape(place.File));
            item.SetMetadata(Line, place.Line.ToString(CultureInfo.InvariantCulture));
            item.SetMetadata(Column, place.Column.ToString(CultureInfo.InvariantCulture));
        }

        if (request.Item is { } source)
        {
            item.SetMetadata(ItemName, source.Name);
            item.SetMetadata(Include, ItemText.Escape(source.Include));
        }

        return item;
    }

    public static ITaskItem Of(PulledImage image)
    {
        var item = ItemText.ToItem(image.Reference);
        item.SetMetadata("ImageId", image.Id);
        item.SetMetadata("Digest", image.Digest ?? "");
        return item;
    }

    public static ITaskItem Of(PushedImage image)
    {
        var item = ItemText.ToItem(image.Reference.ToString());
        item.SetMetadata("Digest", image.Digest);
        item.SetMetadata("Pinned", ItemText.Escape(image.Pinned));
        item.SetMetadata("Platform", image.Platform ?? "");
        item.SetMetadata("UpToDate", image.UpToDate ? "true" : "false");
        return item;
    }

    /// <summary>An image for one platform of several: its id, with <c>Platform</c> metadata.</summary>
    public static ITaskItem Of(PlatformImage image)
    {
        var item = ItemText.ToItem(image.Id);
        item.SetMetadata(Platform, image.Platform);
        return item;
    }

    /// <summary>Reads what <see cref="Of(PlatformImage)"/> wrote.</summary>
    public static PlatformImage ReadPlatform(ITaskItem item) => new(item.GetMetadata(Platform), item.ItemSpec);

    /// <summary>The reverse of <see cref="Of(PushedImage)"/>.</summary>
    public static PushedImage ReadPushed(ITaskItem item) => new(ImageReference.Parse(item.ItemSpec), item.GetMetadata("Digest"))
    {
        Platform = ParameterValue.Text(item.GetMetadata(Platform)),
        UpToDate = item.GetMetadata("UpToDate") == "true",
    };

    private static SourceLocation? LocationOf(ITaskItem item) =>
        ParameterValue.Text(item.GetMetadata(File)) is { } file
            ? new SourceLocation(file, NumberIn(item.GetMetadata(Line)), NumberIn(item.GetMetadata(Column)))
            : null;

    private static int NumberIn(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
