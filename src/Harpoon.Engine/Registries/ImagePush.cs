using System.Collections.Immutable;
using Harpoon.Engine.Credentials;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Hosting;
using Harpoon.Engine.Images;

namespace Harpoon.Engine.Registries;

/// <summary>Pushes images, each under its name, one after the other: what two names of a registry share is sent once.</summary>
public sealed class ImagePush
{
    private readonly IEngine _engine;
    private readonly IReport _report;
    private readonly RegistryCredentials _credentials;
    private readonly CancellationToken _cancellationToken;

    private ImagePush(ImmutableArray<CredentialSource> sources, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        (_engine, _report, _cancellationToken) = (engine, report, cancellationToken);
        _credentials = new RegistryCredentials(host, cancellationToken) { Sources = sources, Access = RegistryAccess.Push };
    }

    /// <summary>Pushes them.</summary>
    /// <param name="references">The names, each with its tag, of images that the engine has.</param>
    /// <param name="sources">The credentials that the project names.</param>
    /// <param name="engine">Where from.</param>
    /// <param name="host">Who is logged in to registries.</param>
    /// <param name="report">Gets the progress.</param>
    /// <param name="cancellationToken">Ends the push.</param>
    /// <returns>Them, each with the digest that its registry knows it by.</returns>
    /// <exception cref="HarpoonException">HRP5006, HRP5010, HRP5011: a registry did not take one; HRP5007: the engine has it not; HRP5008: its digest is not known.</exception>
    public static async Task<ImmutableArray<PushedImage>> ExecuteAsync(
        ImmutableArray<ImageReference> references,
        ImmutableArray<CredentialSource> sources,
        IEngine engine,
        HostEnvironment host,
        IReport report,
        CancellationToken cancellationToken)
    {
        var push = new ImagePush(sources, engine, host, report, cancellationToken);
        foreach (var reference in references)
        {
            // Before the first is sent: half of a release is no release.
            await push.FindAsync(reference);
        }

        var pushed = ImmutableArray.CreateBuilder<PushedImage>();
        foreach (var reference in references)
        {
            pushed.Add(await push.PushAsync(reference));
        }

        return pushed.ToImmutable();
    }

    private async Task<PushedImage> PushAsync(ImageReference reference)
    {
        var login = await _credentials.FindAsync(reference.Registry);
        _credentials.TellWarnings(_report);
        string? told;
        try
        {
            told = await Transfer.RunAsync(
                $"Pushing {reference}",
                () => _engine.Images.PushAsync(reference, login, _cancellationToken),
                _report,
                TimeProvider.System,
                _cancellationToken);
        }
        catch (TransferException e)
        {
            throw new HarpoonException(
                RegistryRefusal.OfPush(reference, e.Words, _credentials) ?? Diagnostic.Of("HRP5006", reference, e.Words), e);
        }

        var digest = told ?? RepositoryDigest.Of(await FindAsync(reference), reference)
            ?? throw new HarpoonException(Diagnostic.Of("HRP5008", reference));
        _report.Message(MessageLevel.High, $"Pushed {reference}: {digest}");
        return new PushedImage(reference, digest);
    }

    private async Task<ImageDetails> FindAsync(ImageReference reference) =>
        await _engine.Images.FindAsync(reference.ToString(), _cancellationToken)
        ?? throw new HarpoonException(Diagnostic.Of("HRP5007", reference));
}
