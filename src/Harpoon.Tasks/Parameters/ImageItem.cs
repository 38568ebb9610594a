using Harpoon.Engine.Registries;
using Harpoon.Tasks.Output;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Images that are pulled and pushed, as items.</summary>
internal static class ImageItem
{
    private const string Platform = "Platform";
    private const string MayBeLocal = "MayBeLocal";

    /// <param name="item">A reference, with <c>Platform</c> and <c>MayBeLocal</c> metadata.</param>
    /// <param name="platform">The platform of those that name none.</param>
    public static PullRequest Read(ITaskItem item, string? platform) =>
        new(item.ItemSpec.Trim(), ParameterValue.Text(item.GetMetadata(Platform))?.Trim() ?? platform, [])
        {
            MayBeLocal = ParameterValue.Truth(MayBeLocal, item.GetMetadata(MayBeLocal)) ?? false,
        };

    public static ITaskItem Of(PullRequest request)
    {
        var item = ItemText.ToItem(request.Image);
        item.SetMetadata(Platform, request.Platform ?? "");
        item.SetMetadata(MayBeLocal, request.MayBeLocal ? "true" : "false");
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
        return item;
    }
}
