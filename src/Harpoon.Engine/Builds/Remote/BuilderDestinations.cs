using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Remote;

/// <summary>Where the images of a BuildKit without an engine go, and are looked for.</summary>
internal static class BuilderDestinations
{
    /// <summary>An engine, into which they are loaded.</summary>
    public static BuilderImages Engine(ImageBuildOptions options, IEngine engine) =>
        new([.. Names(options).Select(name => name.ToString())], engine.Images.FindAsync) { Load = engine.Images.LoadAsync };

    /// <summary>The registries that their names lead to. One that can't be asked has nothing, as far as is known: then the image is built and pushed.</summary>
    public static BuilderImages Registry(ImageBuildOptions options, IEngine builder, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        var credentials = new RegistryCredentials(host, cancellationToken) { Sources = options.Credentials, Access = RegistryAccess.Push };
        var names = PushNames.Of(Names(options), NullReport.Instance);
        return new BuilderImages([.. names.Select(name => name.ToString())], FindAsync);

        async Task<ImageDetails?> FindAsync(string reference, CancellationToken token)
        {
            if (names.FirstOrDefault(name => name.ToString() == reference) is not { } name)
            {
                return null;
            }

            using var registries = new RegistryLookup(builder, credentials, host, report);
            return await registries.DigestAsync(name, token) is { } digest ? PushedImages.Details(digest, [name], options.Platform) : null;
        }
    }

    private static ImmutableArray<ImageReference> Names(ImageBuildOptions options) => ImageNames.Resolve(options.Image, options.Tags, options.ProjectName);
}
