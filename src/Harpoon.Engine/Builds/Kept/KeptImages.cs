using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Kept;

/// <summary>The one image that is kept of a project's last failed build. Its id and name are in the project's <c>obj</c>, since a name alone is anyone's.</summary>
/// <param name="path">The file for that.</param>
/// <param name="built">What the project's builds made, which <c>DockerClean</c> removes.</param>
/// <param name="images">The engine's images.</param>
internal sealed class KeptImages(string path, BuiltImages built, IEngineImages images)
{
    /// <summary>Notes an image that has its name already, and removes the one before.</summary>
    public async Task KeepAsync(string id, string name, IReport report, CancellationToken cancellationToken)
    {
        var before = Read();
        built.Add(id, [name], report);
        try
        {
            await File.WriteAllTextAsync(path, $"{id} {name}", cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Message(MessageLevel.Normal, $"{path} could not be written: {e.Message} {OptionNames.Clean} removes the image {name}.");
        }

        if (before is { } last && last.Id != id)
        {
            await RemoveReplacedAsync(last.Id, cancellationToken);
        }
    }

    /// <summary>A build went well: what is kept of one that failed is of no use any more.</summary>
    public async Task ForgetAsync(IReport report, CancellationToken cancellationToken)
    {
        if (Read() is not { } kept)
        {
            return;
        }

        try
        {
            if ((await images.FindAsync(kept.Name, cancellationToken))?.Id == kept.Id)
            {
                await images.RemoveAsync(kept.Name, force: false, cancellationToken);
                report.Message(MessageLevel.Normal, $"Removed the image {kept.Name}, which was kept of a failed build.");
            }

            File.Delete(path);
        }
        catch (Exception e) when (e is EngineRefusedException or IOException or UnauthorizedAccessException)
        {
            // A shell is open in it: another build or the cleaning removes it.
            report.Message(MessageLevel.Normal, $"The image {kept.Name}, which was kept of a failed build, could not be removed: {e.Message}");
        }
    }

    /// <summary>An image that a build made for this. One without the label is a layer of the classic builder or a base, and stays.</summary>
    private async Task RemoveReplacedAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            if (await images.FindAsync(id, cancellationToken) is { Tags.IsEmpty: true } replaced && replaced.Labels.ContainsKey(HarpoonLabels.Project))
            {
                await images.RemoveAsync(id, force: false, cancellationToken);
            }
        }
        catch (EngineRefusedException)
        {
            // It is in use, and stays for the cleaning.
        }
    }

    private (string Id, string Name)? Read()
    {
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Split(' ') is [var id, var name] ? (id, name) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
