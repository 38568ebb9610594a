using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>What an engine has of a build: the images that it starts from, and those that bear its tags.</summary>
/// <param name="Bases">Each base image once, in the Dockerfile's order.</param>
/// <param name="Tagged">For each tag, the image that bears it; null for none.</param>
internal sealed record EngineState(ImmutableArray<BaseImageState> Bases, ImmutableArray<ImageDetails?> Tagged)
{
    private const int ServerError = 500;
    private const int Attempts = 5;

    /// <summary>For each platform that is built by itself, the image that bears its name; null for none.</summary>
    public ImmutableArray<ImageDetails?> Platforms { get; init; } = [];

    /// <summary>Whether it is of a snapshot, which says of an image no more than it takes to know it.</summary>
    public bool IsOfSnapshot { get; init; }

    /// <summary>Whether a base image has instructions of its own for each build on it, or may have, since the engine has not got it yet.</summary>
    public bool MayHaveTriggers
    {
        get
        {
            foreach (var image in Bases)
            {
                if (image.Details is null or { HasTriggers: true })
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The ids of the base images that a build used between two states; null if that is unknown, since one changed meanwhile.</summary>
    /// <param name="before">The state before the build.</param>
    /// <param name="pulled">Whether the build itself was to bring newer ones.</param>
    /// <param name="result">What the builder says of them.</param>
    public ImmutableArray<BaseImageId>? BasesSince(EngineState before, bool pulled, ImageBuildResult result)
    {
        var ids = ImmutableArray.CreateBuilder<BaseImageId>(Bases.Length);
        for (var index = 0; index < Bases.Length; index++)
        {
            var (reference, details) = Bases[index];
            var earlier = before.Bases[index].Details?.Id;
            if (details is null && earlier is null && result.FetchedBases.TryGetValue(reference, out var digest))
            {
                ids.Add(BaseImageId.Fetched(reference, digest));
                continue;
            }

            if (details is null || (earlier is not null && earlier != details.Id && !pulled) || IsAnother(details, result.UsedBases.GetValueOrDefault(reference)))
            {
                return null;
            }

            ids.Add(new BaseImageId(reference, details.Id));
        }

        return ids.MoveToImmutable();
    }

    private static bool IsAnother(ImageDetails details, string? used) => used is not null && !details.Id.StartsWith($"sha256:{used}", StringComparison.Ordinal);

    /// <summary>Asks all of it at once.</summary>
    public static async Task<EngineState> AskAsync(ImageBuildRequest request, IEngineImages images, CancellationToken cancellationToken)
    {
        var references = BasesOf(request);
        var bases = AskAsync(references, images, cancellationToken);
        var tagged = AskAsync(request.Tags, images, cancellationToken);
        var platforms = AskAsync([.. request.Parts.Select(part => part.Names[0])], images, cancellationToken);
        var states = ImmutableArray.CreateBuilder<BaseImageState>(references.Count);
        var details = await bases;
        for (var index = 0; index < details.Length; index++)
        {
            states.Add(new BaseImageState(references[index], details[index]));
        }

        return new EngineState(states.MoveToImmutable(), [.. await tagged]) { Platforms = [.. await platforms] };
    }

    /// <summary>The base images of a build, each once.</summary>
    public static IReadOnlyList<string> BasesOf(ImageBuildRequest request)
    {
        var references = new List<string>();
        foreach (var image in request.Reading.Bases)
        {
            if (image.Reference.Length > 0 && !references.Contains(image.Reference))
            {
                references.Add(image.Reference);
            }
        }

        return references;
    }

    private static Task<ImageDetails?[]> AskAsync(
        IReadOnlyList<string> references, IEngineImages images, CancellationToken cancellationToken)
    {
        var questions = new Task<ImageDetails?>[references.Count];
        for (var index = 0; index < questions.Length; index++)
        {
            questions[index] = AskAsync(references[index], images, cancellationToken);
        }

        return Task.WhenAll(questions);
    }

    /// <summary>Asks for one image; null if there is none, or the reference is none.</summary>
    public static async Task<ImageDetails?> AskAsync(string reference, IEngineImages images, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return string.IsNullOrWhiteSpace(reference) ? null : await images.FindAsync(reference, cancellationToken);
            }
            catch (EngineRefusedException e) when (e.Status >= ServerError && attempt < Attempts)
            {
                // An engine fails at this question where images beside this one are removed meanwhile. Taken for "there is none", it would build what is up to date.
            }
            catch (EngineRefusedException)
            {
                // A reference that is none, perhaps by a variable: the build itself will say so at its line.
                return null;
            }
        }
    }
}
