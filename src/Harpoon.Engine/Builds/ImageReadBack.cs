using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries;

namespace Harpoon.Engine.Builds;

/// <summary>Asks the engine for what was built, before anyone hears that it was.</summary>
internal static class ImageReadBack
{
    /// <summary>Finds the image by its id, and looks whether each tag is there. One that stands for another image by now is a warning (HRP3009): the id is what counts from here on.</summary>
    /// <exception cref="HarpoonException">HRP3008: it is not there; HRP3070: a tag is not there.</exception>
    public static async Task<ImageDetails> ConfirmAsync(
        string imageId, ImageBuildRequest request, EngineState state, IEngineImages images, IReport report, CancellationToken cancellationToken)
    {
        // A builder may have given the id in short.
        var image = await images.FindAsync(imageId, cancellationToken) ?? throw new HarpoonException(Diagnostic.Of("HRP3008"));
        for (var index = 0; index < request.Tags.Length; index++)
        {
            var tagged = state.Tagged[index] ?? throw new HarpoonException(Diagnostic.Of("HRP3070", image.Id, request.Tags[index]));
            if (tagged.Id != image.Id)
            {
                report.Warning(Diagnostic.Of("HRP3009", image.Id, request.Tags[index], tagged.Id));
            }
        }

        if (request.Platform is { } platform)
        {
            Compare(platform, image, report);
        }

        return image;
    }

    /// <summary>Finds the images of platforms that were built one after the other.</summary>
    /// <exception cref="HarpoonException">HRP3008: one is not there.</exception>
    public static async Task<ImmutableArray<PlatformImage>> ConfirmPartsAsync(
        ImmutableArray<string> ids, ImageBuildRequest request, IEngineImages images, IReport report, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<PlatformImage>(request.Parts.Length);
        foreach (var (part, id) in request.Parts.Zip(ids))
        {
            var image = await images.FindAsync(id, cancellationToken) ?? throw new HarpoonException(Diagnostic.Of("HRP3008"));
            Compare(part.Platform, image, report);
            found.Add(new PlatformImage(part.Platform, image.Id));
        }

        return found.ToImmutable();
    }

    private static void Compare(string platform, ImageDetails image, IReport report)
    {
        if (!BuildPlatform.Matches(platform, image.Platform))
        {
            report.Warning(Diagnostic.Of("HRP3016", platform, image.Platform));
        }
    }
}
