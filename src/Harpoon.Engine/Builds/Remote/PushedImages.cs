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

/// <summary>Images that their build has pushed itself.</summary>
internal static class PushedImages
{
    private const string FailedPush = "failed to push ";

    /// <summary>Such an image, as a build describes one: its id is the digest that registries know it by.</summary>
    public static ImageDetails Details(string digest, IEnumerable<ImageReference> names, string? platform) => new(digest, [], 0)
    {
        Digests = [.. names.Select(name => $"{name.FamiliarName}@{digest}")],
        Platform = platform ?? "",
    };

    /// <summary>Them, by each of their names, and by platform if there are several.</summary>
    public static async Task<ImmutableArray<PushedImage>> ListAsync(
        ImageBuildRequest request, string digest, bool upToDate, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        var credentials = new RegistryCredentials(host, cancellationToken) { Sources = request.Credentials, Access = RegistryAccess.Push };
        using var registries = new RegistryLookup(engine, credentials, host, report);
        var pushed = ImmutableArray.CreateBuilder<PushedImage>();
        foreach (var name in request.Tags.Select(tag => ImageReference.Parse(tag)))
        {
            var one = new PushedImage(name, digest) { UpToDate = upToDate };
            report.Message(MessageLevel.High, upToDate ? $"{name} is up to date in its registry: {digest}" : $"Pushed {name}: {digest}");
            pushed.Add(one);
            pushed.AddRange(request.Platforms.IsEmpty ? [] : await registries.PlatformsAsync(one, cancellationToken));
        }

        return pushed.ToImmutable();
    }

    /// <summary>Why an image was not pushed; null if a build failed for another reason.</summary>
    /// <param name="request">What was built.</param>
    /// <param name="failure">Why it failed.</param>
    /// <param name="credentials">The credentials to push.</param>
    public static Diagnostic? FailureOf(ImageBuildRequest request, HarpoonException failure, RegistryCredentials credentials)
    {
        if (request.Delivery != Addresses.ImageDelivery.Registry || failure.Diagnostics is not [{ Text: var text }]
            || text.IndexOf(FailedPush, StringComparison.Ordinal) is not (>= 0 and var start))
        {
            return null;
        }

        var words = text[(start + FailedPush.Length)..];
        var name = request.Tags.Select(tag => ImageReference.Parse(tag)).FirstOrDefault(name => words.StartsWith(name.Name, StringComparison.Ordinal))
            ?? ImageReference.Parse(request.Name);
        return RegistryRefusal.OfPush(name, words, credentials) ?? Diagnostic.Of("HRP5006", name, words);
    }
}
