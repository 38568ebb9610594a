using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Images;

namespace Harpoon.Engine.Builds;

/// <summary>What was written in place of an image, as the stamp of the build knows it.</summary>
internal static class OutputReadBack
{
    /// <summary>Its id is what the file system says of it; its platform, what it was built for, which decides whether a base image of the engine was used.</summary>
    public static async Task<ImageDetails> OfAsync(
        WrittenOutput output, ImageBuildRequest request, IEngine engine, CancellationToken cancellationToken)
    {
        var platform = request.Platform
            ?? (request.Reading.Bases.Any() ? (await EnginePlatform.AskAsync(engine, cancellationToken))?.ToString() : null);
        return new ImageDetails(output.Fingerprint(), [], output.Size) { Platform = platform ?? "" };
    }
}
