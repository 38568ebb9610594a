using System.Net;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Images;

/// <summary>Removes a project's images: those that carry its label, whatever their tags.</summary>
public static class ImageClean
{
    /// <summary>Removes them and says what went. An image that is in use stays, with a warning (HRP3018).</summary>
    /// <param name="projectLabel">The value of the label <c>harpoon.project</c>.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="report">Hears what was removed.</param>
    /// <param name="cancellationToken">Ends the work between two images.</param>
    /// <returns>How many images are gone.</returns>
    public static async Task<int> ExecuteAsync(
        string projectLabel, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        IReadOnlyList<ImageDetails> left = await engine.Images.ListAsync($"{HarpoonLabels.Project}={projectLabel}", cancellationToken);
        var count = left.Count;
        List<Refusal> refusals = [];

        // An image can't go before those that were built on it: what is refused is tried again as long as something goes.
        for (var before = int.MaxValue; left.Count > 0 && left.Count < before;)
        {
            before = left.Count;
            refusals = await RemoveAsync(left, engine, report, cancellationToken);
            left = [.. refusals.Select(refusal => refusal.Image)];
        }

        foreach (var (image, words) in refusals)
        {
            report.Warning(Diagnostic.Of("HRP3018", NameOf(image), words));
        }

        return count - refusals.Count;
    }

    private static async Task<List<Refusal>> RemoveAsync(
        IReadOnlyList<ImageDetails> images, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        List<Refusal> refusals = [];
        var isPodman = images.Count > 0 && (await engine.PingAsync(cancellationToken)).IsPodman;
        foreach (var image in images)
        {
            // What is forced on Podman takes the containers along, those that run as well (podman-rmi(1)); Docker refuses.
            if (isPodman && await engine.Containers.ListOfImageAsync(image.Id, cancellationToken) is [{ } user, ..])
            {
                refusals.Add(new Refusal(image, $"the container {user.Name} uses it"));
                continue;
            }

            try
            {
                foreach (var removed in await engine.Images.RemoveAsync(image.Id, force: true, cancellationToken))
                {
                    report.Message(MessageLevel.Normal, removed);
                }

                report.Message(MessageLevel.High, $"Removed the image {NameOf(image)}.");
            }
            catch (EngineRefusedException e) when (e.Status == (int)HttpStatusCode.Conflict)
            {
                refusals.Add(new Refusal(image, e.Words));
            }
        }

        return refusals;
    }

    private static string NameOf(ImageDetails image) => image.Tags.IsEmpty ? image.Id : string.Join(", ", image.Tags);

    private sealed record Refusal(ImageDetails Image, string Words);
}
