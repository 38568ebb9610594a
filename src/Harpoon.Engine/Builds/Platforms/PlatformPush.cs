using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.Distribution;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Registries.Transfers;

namespace Harpoon.Engine.Builds.Platforms;

/// <summary>
/// Pushes the images of several platforms from an engine whose store holds no index: each by its digest, and then the index of them under each tag. The engine's own push
/// would leave a tag for each platform in the registry, so they are sent from here.
/// </summary>
public sealed class PlatformPush : IDisposable
{
    private readonly Dictionary<string, RegistryConnection> _connections = new(StringComparer.Ordinal);

    /// <summary>For each registry, a repository to which all of it was sent.</summary>
    private readonly Dictionary<string, string> _sent = new(StringComparer.Ordinal);
    private readonly PushRequest _request;
    private readonly IEngine _engine;
    private readonly IReport _report;
    private readonly RegistryCredentials _credentials;
    private readonly PlatformExport _export;
    private readonly CancellationToken _cancellationToken;

    private PlatformPush(PushRequest request, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        (_request, _engine, _report, _cancellationToken) = (request, engine, report, cancellationToken);
        _credentials = new RegistryCredentials(host, cancellationToken) { Sources = request.Credentials, Access = RegistryAccess.Push };
        _export = new PlatformExport(engine, cancellationToken);
    }

    /// <summary>Pushes them, but for what the registries have already.</summary>
    /// <param name="request">What.</param>
    /// <param name="engine">Where from.</param>
    /// <param name="host">Who is logged in to registries.</param>
    /// <param name="report">Gets the progress.</param>
    /// <param name="cancellationToken">Ends the push.</param>
    /// <returns>The index under each name, each followed by the images of its platforms.</returns>
    /// <exception cref="HarpoonException">
    /// HRP5006, HRP5010, HRP5011: a registry did not take it; HRP5007, HRP5045: an image can't be read from the engine; HRP5046: a registry is out of reach.
    /// </exception>
    public static async Task<ImmutableArray<PushedImage>> ExecuteAsync(
        PushRequest request, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        if (request.Names.FirstOrDefault(name => RegistryLookup.IsOther(name.Registry, engine, host)) is { } far)
        {
            throw new HarpoonException(Diagnostic.Of("HRP5046", far, far.Registry));
        }

        using var push = new PlatformPush(request, engine, host, report, cancellationToken);
        return await push.ExecuteAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _export.Dispose();
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }
    }

    private async Task<ImmutableArray<PushedImage>> ExecuteAsync()
    {
        foreach (var image in _request.Platforms)
        {
            // Before the first is sent: half of a release is no release.
            _ = await _engine.Images.FindAsync(image.Id, _cancellationToken)
                ?? throw new HarpoonException(Diagnostic.Of("HRP5007", $"{_request.Names[0]} for {image.Platform}"));
        }

        var sent = new List<SentIndex>();
        foreach (var name in _request.Names)
        {
            var target = await TargetAsync(name);
            sent.Add(await AttemptAsync(name, () => SendAsync(name, target)));
        }

        // The names come last: until then no tag stands for another image.
        foreach (var index in sent)
        {
            await NameAsync(index);
        }

        return [.. sent.SelectMany(Pushed)];
    }

    private async Task<SentIndex> SendAsync(ImageReference name, Repository target)
    {
        var known = await RegisteredIndex.ReadAsync(target, name.Tagged().Tag!, _cancellationToken);
        if (known.IsOf(_request.Platforms))
        {
            return new SentIndex(name, target, known.Index!, [.. _request.Platforms.Select(image => known.Images[image.Id])]) { UpToDate = true };
        }

        var images = ImmutableArray.CreateBuilder<Descriptor>(_request.Platforms.Length);
        foreach (var image in _request.Platforms)
        {
            images.Add(known.Images.GetValueOrDefault(image.Id) ?? await SendAsync(image, name, target));
        }

        _sent.TryAdd(name.Registry, target.Path);
        return new SentIndex(name, target, PlatformJson.List(images), images.MoveToImmutable());
    }

    private async Task<Descriptor> SendAsync(PlatformImage image, ImageReference name, Repository target)
    {
        var content = await _export.ReadAsync(image);
        var upload = new PlatformUpload($"Pushing {name} for {image.Platform}", target, _report)
        {
            MountFrom = _sent.GetValueOrDefault(name.Registry) is { } other && other != target.Path ? other : null,
        };
        await upload.ExecuteAsync(content, _cancellationToken);
        return content.Descriptor;
    }

    private async Task NameAsync(SentIndex index)
    {
        if (index.UpToDate)
        {
            _report.Message(MessageLevel.High, $"{index.Name} is up to date in its registry: {index.Index.Digest}");
            return;
        }

        await AttemptAsync(index.Name, async () =>
        {
            await index.Target.PutAsync(index.Name.Tagged().Tag!, index.Index, _cancellationToken);
            return true;
        });
        _report.Message(MessageLevel.High, $"Pushed {index.Name}: {index.Index.Digest}");
    }

    private static IEnumerable<PushedImage> Pushed(SentIndex index)
    {
        var whole = new PushedImage(index.Name, index.Index.Digest) { UpToDate = index.UpToDate };
        return index.Images.Select(image => whole with { Digest = image.Digest, Platform = image.Platform }).Prepend(whole);
    }

    private async Task<Repository> TargetAsync(ImageReference name)
    {
        if (!_connections.TryGetValue(name.Registry, out var connection))
        {
            var credential = await _credentials.FindAsync(name.Registry);
            _credentials.ReportWarnings(_report);
            _connections[name.Registry] = connection = new RegistryConnection(
                name.Registry, RegistryAccess.Push, credential, token => InsecureRegistries.HasAsync(_engine, name.Registry, token));
        }

        return new Repository(connection, name.Path, "pull,push");
    }

    private async Task<T> AttemptAsync<T>(ImageReference name, Func<Task<T>> call)
    {
        try
        {
            return await TransferRetry.RunAsync($"Pushing {name}", () => TransferException.FromAsync(call), _report, TimeProvider.System, _cancellationToken);
        }
        catch (TransferException e) when (e.InnerException is RegistryCallException cause)
        {
            throw new HarpoonException(
                cause.IsUnauthorized ? RegistryRefusal.ToWrite(name, cause.Message, _credentials) : Diagnostic.Of("HRP5006", name, cause.Message), e);
        }
    }

    /// <summary>An index whose images are in the repository.</summary>
    private sealed record SentIndex(ImageReference Name, Repository Target, Manifest Index, ImmutableArray<Descriptor> Images)
    {
        /// <summary>Whether the name stands for it already.</summary>
        public bool UpToDate { get; init; }
    }
}
