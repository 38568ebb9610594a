using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Solutions;

/// <summary>Lists the images of a solution, when all of its projects are done. Needs no engine.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerListImages : HarpoonTask
{
    private const string Gap = "  ";

    /// <summary>Images that were built: a project each, with <c>Reference</c>, <c>ImageId</c> and <c>IsUpToDate</c> metadata.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>Images that were pushed: a reference each, with <c>Digest</c> and <c>UpToDate</c> metadata.</summary>
    public ITaskItem[] PushedImages { get; set; } = [];

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        List([.. Images.Where(image => image.GetMetadata("ImageId").Length > 0).Select(Built), .. PushedImages.Select(Pushed)]);
        return Task.CompletedTask;
    }

    private static (string Name, string Id, string What) Built(ITaskItem image) =>
        (image.GetMetadata("Reference"), ImageIds.Shorten(image.GetMetadata("ImageId")), Is(image, "IsUpToDate") ? "up to date" : "built");

    private static (string Name, string Id, string What) Pushed(ITaskItem image) =>
        (image.ItemSpec, ImageIds.Shorten(image.GetMetadata("Digest")), Is(image, "UpToDate") ? "up to date" : "pushed");

    private static bool Is(ITaskItem item, string name) => item.GetMetadata(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    private void List((string Name, string Id, string What)[] images)
    {
        if (images.Length == 0)
        {
            return;
        }

        var width = images.Max(image => image.Name.Length);
        Report.Message(MessageLevel.High, images.Length == 1 ? "1 image:" : $"{images.Length} images:");
        foreach (var (name, id, what) in images.OrderBy(image => image.Name, StringComparer.Ordinal))
        {
            Report.Message(MessageLevel.High, $"{Gap}{name.PadRight(width)}{Gap}{id}{Gap}{what}");
        }
    }
}
