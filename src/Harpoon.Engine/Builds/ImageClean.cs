using System.Collections.Immutable;
using Harpoon.Engine.Builds.Kept;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds;

/// <summary>Removes the images that a project's builds made, and no others that carry its label: those may be built on one of them, or be another checkout's.</summary>
public static class ImageClean
{
    /// <summary>Removes them and says what went. An image that is in use stays, with a warning (HRP3018).</summary>
    /// <param name="projectLabel">The value of the label <c>harpoon.project</c>.</param>
    /// <param name="built">What the project's builds made.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="report">Gets what was removed.</param>
    /// <param name="cancellationToken">Ends the work between two images.</param>
    /// <returns>How many images are gone.</returns>
    public static async Task<int> ExecuteAsync(
        string projectLabel, BuiltImages built, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        var labelled = await engine.Images.ListAsync($"{HarpoonLabels.Project}={projectLabel}", cancellationToken);
        var own = built.Read();
        IReadOnlyList<ImageDetails> left = [.. labelled.Where(image => own.ContainsKey(image.Id))];
        var all = left;
        List<Refusal> refusals = [];
        List<ImageDetails> named = [];

        // An image can't go before those that were built on it: what is refused is tried again as long as something goes.
        for (var before = int.MaxValue; left.Count > 0 && left.Count < before;)
        {
            before = left.Count;
            refusals = await RemoveAsync(left, own, named, engine, report, cancellationToken);
            left = [.. refusals.Select(refusal => refusal.Image)];
        }

        foreach (var (image, words) in refusals)
        {
            report.Warning(Diagnostic.Of("HRP3018", NameOf(image), words));
        }

        // What is not on this engine may be on another.
        var gone = all.Except(left).Except(named).Select(image => image.Id)
            .Concat(await RemoveKeptAsync(own, engine, report, cancellationToken)).ToImmutableArray();
        built.Forget(gone);
        SayWhatStays([.. labelled.Except(all)], report);
        return gone.Length;
    }

    private static async Task<List<Refusal>> RemoveAsync(
        IReadOnlyList<ImageDetails> images,
        IReadOnlyDictionary<string, ImmutableHashSet<string>> own,
        List<ImageDetails> named,
        IEngine engine,
        IReport report,
        CancellationToken cancellationToken)
    {
        List<Refusal> refusals = [];
        foreach (var image in images)
        {
            var others = image.Tags.Where(tag => !own[image.Id].Contains(tag)).ToImmutableArray();
            try
            {
                if (!others.IsEmpty)
                {
                    await UntagAsync(image, image.Tags.RemoveRange(others), engine, report, cancellationToken);
                    report.Message(MessageLevel.High, $"Kept the image {string.Join(", ", others)}: no build of this project gave it that name.");
                    named.Add(image);
                    continue;
                }

                if (!engine.Capabilities.KeepsUsedImages && await engine.Containers.ListOfImageAsync(image.Id, cancellationToken) is [{ } user, ..])
                {
                    refusals.Add(new Refusal(image, $"the container {user.Name} uses it"));
                    continue;
                }

                foreach (var removed in await engine.Images.RemoveAsync(image.Id, force: true, cancellationToken))
                {
                    report.Message(MessageLevel.Normal, removed);
                }

                report.Message(MessageLevel.High, $"Removed the image {NameOf(image)}.");
            }
            catch (EngineRefusedException e) when (e.Kind == RefusalKind.ImageInUse)
            {
                refusals.Add(new Refusal(image, e.ResponseMessage));
            }
        }

        return refusals;
    }

    /// <summary>
    /// Removes the names that builds that failed gave to layers and base images, which have no label: the images go with their last name. What such a build made itself has
    /// the label, and is gone.
    /// </summary>
    private static async Task<ImmutableArray<string>> RemoveKeptAsync(
        IReadOnlyDictionary<string, ImmutableHashSet<string>> own, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        var gone = ImmutableArray.CreateBuilder<string>();
        foreach (var (id, tags) in own)
        {
            foreach (var name in tags.Where(tag => tag.StartsWith(KeptName.Prefix, StringComparison.Ordinal)))
            {
                try
                {
                    if ((await engine.Images.FindAsync(name, cancellationToken))?.Id == id)
                    {
                        await engine.Images.RemoveAsync(name, force: false, cancellationToken);
                        report.Message(MessageLevel.High, $"Removed the image {name}.");
                        gone.Add(id);
                    }
                }
                catch (EngineRefusedException e) when (e.Kind == RefusalKind.ImageInUse)
                {
                    report.Warning(Diagnostic.Of("HRP3018", name, e.ResponseMessage));
                }
            }
        }

        return gone.ToImmutable();
    }

    /// <summary>Takes the project's own names from an image that was given another one too.</summary>
    private static async Task UntagAsync(
        ImageDetails image, ImmutableArray<string> tags, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        foreach (var tag in tags)
        {
            // By now the name may stand for another image.
            if ((await engine.Images.FindAsync(tag, cancellationToken))?.Id == image.Id)
            {
                await engine.Images.RemoveAsync(tag, force: false, cancellationToken);
                report.Message(MessageLevel.High, $"Removed the name {tag}.");
            }
        }
    }

    private static void SayWhatStays(ImmutableArray<ImageDetails> images, IReport report)
    {
        if (!images.IsEmpty)
        {
            report.Message(
                MessageLevel.High,
                $"Kept {string.Join(", ", images.Select(NameOf))}: labelled as this project's, and not built in this folder. Such an image is built on one of the project's, or elsewhere; docker rmi removes it.");
        }
    }

    private static string NameOf(ImageDetails image) => image.Tags.IsEmpty ? ImageIds.Shorten(image.Id) : string.Join(", ", image.Tags);

    private sealed record Refusal(ImageDetails Image, string Message);
}
