using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Registries.Transfers;

namespace Harpoon.Engine.Registries;

/// <summary>Pushes images, each under its name, one after the other: what two names of a registry share is sent once.</summary>
public sealed class ImagePush
{
    /// <summary>How often a name is pushed that another build takes each time.</summary>
    private const int Attempts = 3;

    private readonly IEngine _engine;
    private readonly IReport _report;
    private readonly RegistryCredentials _credentials;
    private readonly string? _imageId;
    private readonly CancellationToken _cancellationToken;

    private ImagePush(PushRequest request, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        (_imageId, _engine, _report, _cancellationToken) = (request.ImageId, engine, report, cancellationToken);
        _credentials = new RegistryCredentials(host, cancellationToken) { Sources = request.Credentials, Access = RegistryAccess.Push };
    }

    /// <summary>Pushes them, but for those that their registry has already.</summary>
    /// <param name="request">What.</param>
    /// <param name="engine">Where from.</param>
    /// <param name="host">Who is logged in to registries.</param>
    /// <param name="report">Gets the progress.</param>
    /// <param name="cancellationToken">Ends the push.</param>
    /// <returns>Them, each with the digest that its registry knows it by.</returns>
    /// <exception cref="HarpoonException">
    /// HRP5006, HRP5010, HRP5011: a registry did not take one; HRP5007: the engine has it not; HRP5008: its digest is not known; HRP5037: it lacks platforms.
    /// </exception>
    public static async Task<ImmutableArray<PushedImage>> ExecuteAsync(
        PushRequest request, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        var push = new ImagePush(request, engine, host, report, cancellationToken);
        var images = new List<(ImageReference Name, ImageDetails Image)>();
        foreach (var name in request.Names)
        {
            // Before the first is sent: half of a release is no release.
            images.Add((name, await push.FindAsync(request.ImageId ?? name.ToString(), name)));
        }

        using var registries = new RegistryLookup(engine, push._credentials, host, report);
        var pushed = ImmutableArray.CreateBuilder<PushedImage>();
        foreach (var (name, image) in images)
        {
            var one = await registries.FindAsync(name, image, cancellationToken) is { } digest ? push.UpToDate(name, digest) : await push.PushAsync(name);
            pushed.Add(one);
            pushed.AddRange(request.HasPlatforms ? await registries.PlatformsAsync(one, cancellationToken) : []);
        }

        return pushed.ToImmutable();
    }

    private PushedImage UpToDate(ImageReference reference, string digest)
    {
        _credentials.ReportWarnings(_report);
        _report.Message(MessageLevel.High, $"{reference} is up to date in its registry: {digest}");
        return new PushedImage(reference, digest) { UpToDate = true };
    }

    private async Task<PushedImage> PushAsync(ImageReference reference)
    {
        if (_imageId is null)
        {
            var (reported, image) = await PushOnceAsync(reference);
            return Pushed(reference, reported, image);
        }

        // Engines push by names alone, and a name can be taken by another build at any time.
        for (var attempt = 1; ; attempt++)
        {
            await NameAsync(_imageId, reference);
            var (reported, image) = await PushOnceAsync(reference);
            if (image?.Id == _imageId)
            {
                return Pushed(reference, reported, image);
            }

            // What an engine has pushed of an image it notes at that image.
            var own = await FindAsync(_imageId, reference);
            if (reported is not null && own.Digests.Contains($"{reference.FamiliarName}@{reported}"))
            {
                return Pushed(reference, reported, own);
            }

            if (attempt == Attempts)
            {
                throw new HarpoonException(Diagnostic.Of("HRP3071", reference, _imageId));
            }
        }
    }

    /// <summary>Gives the image its name back where another build took it.</summary>
    private async Task NameAsync(string imageId, ImageReference reference)
    {
        if ((await _engine.Images.FindAsync(reference.ToString(), _cancellationToken))?.Id is var found && found != imageId)
        {
            _report.Warning(Diagnostic.Of("HRP3072", reference, found ?? "nothing", imageId));
            await _engine.Images.TagAsync(imageId, reference.Name, reference.Tagged().Tag!, _cancellationToken);
        }
    }

    private PushedImage Pushed(ImageReference reference, string? reported, ImageDetails? image)
    {
        var digest = reported ?? (image is null ? null : RepositoryDigest.Of(image, reference))
            ?? throw new HarpoonException(Diagnostic.Of("HRP5008", reference));
        _report.Message(MessageLevel.High, $"Pushed {reference}: {digest}");
        return new PushedImage(reference, digest);
    }

    /// <summary>Pushes what the name stands for.</summary>
    /// <returns>The digest that the engine reported, and what the name stands for after that if it is asked.</returns>
    private async Task<(string? Digest, ImageDetails? Image)> PushOnceAsync(ImageReference reference)
    {
        var login = await _credentials.HeaderAsync(reference.Registry);
        _credentials.ReportWarnings(_report);
        try
        {
            var reported = await Transfer.RunAsync(
                $"Pushing {reference}",
                () => _engine.Images.PushAsync(reference.Name, reference.Tagged().Tag!, login, _cancellationToken),
                _report,
                TimeProvider.System,
                _cancellationToken);
            var image = reported is null || _imageId is not null ? await _engine.Images.FindAsync(reference.ToString(), _cancellationToken) : null;
            return (reported, image);
        }
        catch (TransferException e)
        {
            throw new HarpoonException(
                RegistryRefusal.OfPush(reference, e.ResponseMessage, _credentials) ?? Diagnostic.Of("HRP5006", reference, e.ResponseMessage), e);
        }
    }

    private async Task<ImageDetails> FindAsync(string image, ImageReference reference) =>
        await _engine.Images.FindAsync(image, _cancellationToken)
        ?? throw new HarpoonException(Diagnostic.Of("HRP5007", reference));
}
