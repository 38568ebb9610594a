using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.Apps;

/// <summary>Finds out what an application's image inherits of its base image.</summary>
internal static class AppBases
{
    /// <summary>The application, with what the engine knows of the base image. One that the .NET SDK chose is known anyway.</summary>
    /// <param name="app">The application.</param>
    /// <param name="platform">The platform that is built for; null for the engine's own.</param>
    /// <param name="credentials">What the project names for its registry.</param>
    /// <param name="pulls">Whether an image that the engine does not have is pulled: its build would do so.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="host">This machine.</param>
    /// <param name="report">Is given the pull's messages.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<AppImage> PutInAsync(
        AppImage app, string? platform, ImmutableArray<CredentialSource> credentials, bool pulls, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        if (app.IsBaseInferred)
        {
            return app;
        }

        var found = await engine.Images.FindAsync(app.BaseImage, cancellationToken);
        if (found is null && pulls)
        {
            found = await PullAsync(new PullRequest(app.BaseImage, platform, credentials), engine, host, report, cancellationToken);
        }

        return found is null ? app : app with { Base = new AppBase(found.Environment, found.Entrypoint) };
    }

    private static async Task<ImageDetails?> PullAsync(PullRequest request, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        try
        {
            await ImagePulls.ExecuteAsync([request], engine, host, report, cancellationToken);
            return await engine.Images.FindAsync(request.Image, cancellationToken);
        }
        catch (HarpoonException)
        {
            // The build says what is wrong with it, as of any base image.
            return null;
        }
    }
}
