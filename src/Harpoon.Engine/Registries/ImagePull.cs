using System.Collections.Immutable;
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
    /// <param name="code">What a failure is that is about no login; its text has the image and the engine's message.</param>
    /// <returns>The digest that the engine reported; null if it reported none.</returns>
    /// <exception cref="HarpoonException">HRP5003, HRP5004: its registry wants another login; HRP5005: it can't be pulled.</exception>
    public static async Task<string?> ExecuteAsync(
        PullRequest request, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken, string code = "HRP5005")
    {
        var image = request.Image;

        // A name without a tag would pull every tag that the registry has.
        var reference = ImageReference.Parse(image).Tagged();
        var credentials = new RegistryCredentials(host, cancellationToken) { Sources = request.Credentials };
        var login = await credentials.HeaderAsync(reference.Registry);
        credentials.ReportWarnings(report);
        try
        {
            return await Transfer.RunAsync(
                $"Pulling {image}",
                () => engine.Images.PullAsync(reference.Name, reference.Digest ?? reference.Tag!, request.Platform, login, cancellationToken),
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

/// <summary>An image to pull.</summary>
/// <param name="Image">Its reference.</param>
/// <param name="Platform">For which platform; null for the engine's own.</param>
/// <param name="Credentials">What the project names for its registry.</param>
public sealed record PullRequest(string Image, string? Platform, ImmutableArray<CredentialSource> Credentials)
{
    /// <summary>Whether it may be an image that was never in a registry: where it can't be pulled and the engine has it, that is a warning.</summary>
    public bool MayBeLocal { get; init; }

    /// <summary>Where the image is named; null if that is not known.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The item that names it; null if none does.</summary>
    public ItemReference? Item { get; init; }
}

/// <summary>An image that was pulled.</summary>
/// <param name="Reference">What it was asked for by.</param>
/// <param name="Id">Its id on the engine.</param>
/// <param name="Digest">What its registry knows it by; null if the engine has it from elsewhere.</param>
public sealed record PulledImage(string Reference, string Id, string? Digest);
