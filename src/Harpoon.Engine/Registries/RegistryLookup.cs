using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.Distribution;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Registries;

/// <summary>
/// Asks a registry, from here, what it has of an image that an engine pushes to it. One that can't be asked is no failure: the engine may reach it by another way, and
/// says what is wrong otherwise.
/// </summary>
internal sealed class RegistryLookup(IEngine engine, RegistryCredentials credentials, HostEnvironment host, IReport report) : IDisposable
{
    /// <summary>How long a registry may take that can't be reached from here.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, RegistryConnection> _connections = new(StringComparer.Ordinal);
    private readonly HashSet<string> _silent = new(StringComparer.Ordinal);

    /// <summary>The digest that the name has in its registry, if it is the image's already.</summary>
    /// <param name="name">The name.</param>
    /// <param name="image">
    /// The image. Which digest it has in a registry is known with the containerd image store, and with others once it was pushed or pulled: layers are compressed
    /// again by each push otherwise.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<string?> FindAsync(ImageReference name, ImageDetails image, CancellationToken cancellationToken)
    {
        var known = image.Digests.Select(digest => ImageReference.Split(digest).Digest).OfType<string>().Where(ImageIds.IsWhole).ToHashSet(StringComparer.Ordinal);
        return known.Count > 0 && await DigestAsync(name, cancellationToken) is { } digest && known.Contains(digest) ? digest : null;
    }

    /// <summary>The digest that the name has in its registry; null if it has none, or the registry can't be asked.</summary>
    public async Task<string?> DigestAsync(ImageReference name, CancellationToken cancellationToken)
    {
        if (_silent.Contains(name.Registry) || IsOther(name.Registry, engine, host))
        {
            return null;
        }

        try
        {
            return await AskAsync(name, (repository, limited) => repository.FindAsync(name.Tagged().Tag!, limited), cancellationToken);
        }
        catch (RegistryCallException e)
        {
            _silent.Add(name.Registry);
            report.Message(MessageLevel.Low, $"Whether {name.Registry} has {name} is not known: {e.Message}.");
            return null;
        }
    }

    /// <summary>The images of an index that was pushed, one for each platform.</summary>
    /// <exception cref="HarpoonException">HRP5037: it is no index.</exception>
    public async Task<ImmutableArray<PushedImage>> PlatformsAsync(PushedImage pushed, CancellationToken cancellationToken)
    {
        try
        {
            var name = pushed.Reference;
            var manifest = IsOther(name.Registry, engine, host)
                ? throw new RegistryCallException($"{name.Registry} is another registry for the engine")
                : await AskAsync(name, (repository, limited) => repository.GetAsync(pushed.Digest, limited), cancellationToken);
            return manifest.Contents() is { Manifests: { IsEmpty: false } images }
                ? [.. images.Where(image => image.IsImage).Select(image => pushed with { Digest = image.Digest, Platform = image.Platform })]
                : throw new HarpoonException(Diagnostic.Of("HRP5037", name, pushed.Digest));
        }
        catch (RegistryCallException e)
        {
            report.Warning(Diagnostic.Of("HRP5036", pushed.Reference, e.Message));
            return [];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }
    }

    /// <summary>Whether a registry's name means another one to an engine of another machine than here.</summary>
    public static bool IsOther(string registry, IEngine engine, HostEnvironment host) =>
        new Uri($"https://{registry}/").IsLoopback && engine.Endpoint.IsElsewhere(host.MachineName);

    private async Task<T> AskAsync<T>(ImageReference name, Func<Repository, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        try
        {
            return await ask(new Repository(await ConnectionAsync(name.Registry), name.Path, "pull"), limited.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RegistryCallException(DiagnosticTexts.Format("Detail.Timeout", Limit.TotalSeconds), null, e);
        }
    }

    private async Task<RegistryConnection> ConnectionAsync(string registry)
    {
        if (!_connections.TryGetValue(registry, out var connection))
        {
            _connections[registry] = connection = new RegistryConnection(
                registry, RegistryAccess.Push, await credentials.FindAsync(registry), token => InsecureRegistries.HasAsync(engine, registry, token));
        }

        return connection;
    }
}
