using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Runs;

/// <summary>Pulls the image of a run, since the engine lacks it.</summary>
internal static class ImagePull
{
    /// <exception cref="HarpoonException">HRP4022: it can't be pulled.</exception>
    public static async Task ExecuteAsync(
        string image, string? platform, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        report.Message(MessageLevel.High, $"Pulling {image}, which the engine does not have.");
        try
        {
            await using var answer = await engine.Images.PullAsync(image, platform, cancellationToken);
            await answer.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (EngineRefusedException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4022", image, e.Words), e);
        }
    }
}
