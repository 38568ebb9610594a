using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Registries.Transfers;

namespace Harpoon.Engine.Registries;

/// <summary>Pulls an image: of a run, of a service, or for its own sake.</summary>
internal static class ImagePull
{
    /// <param name="request">Which one.</param>
    /// <param name="engine">Where to.</param>
    /// <param name="host">Who is logged in to registries.</param>
    /// <param name="report">Gets the progress.</param>
    /// <param name="cancellationToken">Ends the pull.</param>
    /// <param name="code">What a failure is that is about no login; its text has the image and the engine's words.</param>
    /// <returns>The digest that the engine reported; null if it reported none.</returns>
    /// <exception cref="HarpoonException">HRP5003, HRP5004: its registry wants another login; HRP5005: it can't be pulled.</exception>
    public static async Task<string?> ExecuteAsync(
        PullRequest request, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken, string code = "HRP5005")
    {
        var image = request.Image;
        var credentials = new RegistryCredentials(host, cancellationToken) { Sources = request.Credentials };
        var login = await credentials.FindAsync(ImageReference.Parse(image).Registry);
        credentials.ReportWarnings(report);
        try
        {
            return await Transfer.RunAsync(
                $"Pulling {image}",
                () => engine.Images.PullAsync(image, request.Platform, login, cancellationToken),
                report,
                TimeProvider.System,
                cancellationToken);
        }
        catch (TransferException e)
        {
            throw new HarpoonException(RegistryRefusal.Of(image, e.ResponseMessage, credentials) ?? Diagnostic.Of(code, image, e.ResponseMessage), e);
        }
    }
}
