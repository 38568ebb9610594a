using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Builds;

/// <summary>Asks the engine for what was built, before anyone hears that it was.</summary>
internal static class ImageReadBack
{
    /// <summary>Finds the image under each of its tags.</summary>
    /// <exception cref="HarpoonException">HRP3008: it is not there; HRP3009: a tag is another one, or none.</exception>
    public static async Task<ImageDetails> ConfirmAsync(
        string imageId, ImageBuildRequest request, EngineState state, IEngineImages images, IReport report, CancellationToken cancellationToken)
    {
        // A builder may have given the id in short.
        var image = await images.FindAsync(imageId, cancellationToken) ?? throw new HarpoonException(Diagnostic.Of("HRP3008"));
        for (var index = 0; index < request.Tags.Length; index++)
        {
            if (state.Tagged[index]?.Id != image.Id)
            {
                throw new HarpoonException(Diagnostic.Of("HRP3009", image.Id, request.Tags[index], state.Tagged[index]?.Id ?? "unknown"));
            }
        }

        if (request.Platform is { } platform && !BuildPlatform.Matches(platform, image.Platform))
        {
            report.Warning(Diagnostic.Of("HRP3016", platform, image.Platform));
        }

        return image;
    }
}
