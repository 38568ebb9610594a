using Harpoon.Engine.Archives;
using Harpoon.Tasks.Output;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Loads the images of an archive into an engine.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerLoad : EngineTask
{
    /// <summary>The archive, which may be compressed. Default: the project's name with <c>.tar</c>, in <see cref="ArchiveDirectory"/>.</summary>
    public string? Archive { get; set; }

    /// <summary>The folder of an archive that is not named. Default: the project's.</summary>
    public string? ArchiveDirectory { get; set; }

    /// <summary>The images: a reference each, or an id, with <c>ImageId</c> metadata.</summary>
    [Output]
    public ITaskItem[] LoadedImages { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = ArchiveParameter.PathOf(Archive, ArchiveDirectory, Project, Host);
        await using var engine = await ConnectAsync(cancellationToken);
        var loaded = await ImageLoad.ExecuteAsync(path, engine, Report, cancellationToken);
        LoadedImages = [.. loaded.Select(ToItem)];
    }

    private static ITaskItem ToItem(LoadedImage image)
    {
        var item = ItemText.ToItem(image.Name);
        item.SetMetadata("ImageId", ItemText.Escape(image.Id));
        return item;
    }
}
