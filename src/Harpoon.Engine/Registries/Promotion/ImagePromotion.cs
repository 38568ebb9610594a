using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.Distribution;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Registries.Transfers;

namespace Harpoon.Engine.Registries.Promotion;

/// <summary>
/// Gives an image in a registry more names, there or in other registries, from registry to registry: the manifest or index is the same bytes everywhere, so its digest is
/// the same too. No engine takes part, but to say that a registry without TLS may be used.
/// </summary>
public sealed class ImagePromotion : IDisposable
{
    private readonly Dictionary<string, RegistryConnection> _targets = new(StringComparer.Ordinal);
    private readonly PromotionRequest _request;
    private readonly Func<CancellationToken, Task<IEngine>> _connect;
    private readonly IReport _report;
    private readonly CancellationToken _cancellationToken;
    private readonly RegistryCredentials _reading;
    private readonly RegistryCredentials _writing;

    private ImagePromotion(PromotionRequest request, Func<CancellationToken, Task<IEngine>> connect, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        (_request, _connect, _report, _cancellationToken) = (request, connect, report, cancellationToken);
        _writing = new RegistryCredentials(host, cancellationToken) { Sources = request.Credentials, Access = RegistryAccess.Push };

        // A helper is asked once, unless the project has a login of its own for reading.
        _reading = request.Credentials.Any(source => source.Serves(RegistryAccess.Pull, request.From.Registry))
            ? new RegistryCredentials(host, cancellationToken) { Sources = request.Credentials, Access = RegistryAccess.Pull }
            : _writing;
    }

    /// <summary>Gives it its names, after all of it is where they are.</summary>
    /// <param name="request">Which image, and the names.</param>
    /// <param name="connect">Connects to the engine, where it has to be asked.</param>
    /// <param name="host">Who is logged in to registries.</param>
    /// <param name="report">Gets the progress.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The names, each with the digest.</returns>
    /// <exception cref="HarpoonException">HRP5003, HRP5004, HRP5032, HRP5033, HRP5035: it can't be read; HRP5010, HRP5011, HRP5034: a registry did not take it.</exception>
    public static async Task<ImmutableArray<PushedImage>> ExecuteAsync(
        PromotionRequest request, Func<CancellationToken, Task<IEngine>> connect, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        using var promotion = new ImagePromotion(request, connect, host, report, cancellationToken);
        return await promotion.ExecuteAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _targets.Values)
        {
            connection.Dispose();
        }
    }

    private async Task<ImmutableArray<PushedImage>> ExecuteAsync()
    {
        var from = _request.From;
        _report.Message(MessageLevel.High, $"Promoting {from}.");
        using var reading = Connect(from.Registry, RegistryAccess.Pull, await _reading.FindAsync(from.Registry));
        var source = new Repository(reading, from.Path, "pull");
        var image = await AttemptAsync($"Reading {from}", from, () => ImageTree.ReadAsync(source, from.Digest!, _cancellationToken));

        var promoted = new List<(ImageReference Name, Repository Target, bool UpToDate)>();
        foreach (var name in _request.Names)
        {
            var target = await TargetAsync(name);
            promoted.Add((name, target, await CopyAsync(image, source, target, name)));
        }

        // After all is copied: half of a release is no release.
        foreach (var (name, target, upToDate) in promoted)
        {
            await NameAsync(image.Root, target, name, upToDate);
        }

        return [.. promoted.Select(one => new PushedImage(one.Name, image.Root.Digest) { UpToDate = one.UpToDate })];
    }

    /// <summary>Copies it to where a name is, unless it has the name.</summary>
    /// <returns>Whether it has.</returns>
    private Task<bool> CopyAsync(ImageTree image, Repository source, Repository target, ImageReference name)
    {
        var work = $"Promoting {_request.From} to {name}";
        return AttemptAsync(
            work,
            name,
            async () =>
            {
                if (await target.FindAsync(name.Tagged().Tag!, _cancellationToken) == image.Root.Digest)
                {
                    return true;
                }

                await new ImageCopy(work, source, target, name.Registry == _request.From.Registry, _report).ExecuteAsync(image, _cancellationToken);
                return false;
            });
    }

    private async Task NameAsync(Manifest image, Repository target, ImageReference name, bool upToDate)
    {
        if (upToDate)
        {
            _report.Message(MessageLevel.High, $"{name} is up to date in its registry: {image.Digest}");
            return;
        }

        await AttemptAsync(
            $"Promoting {_request.From} to {name}",
            name,
            async () =>
            {
                await target.PutAsync(name.Tagged().Tag!, image, _cancellationToken);
                return true;
            });
        _report.Message(MessageLevel.High, $"Promoted {name}: {image.Digest}");
    }

    private async Task<Repository> TargetAsync(ImageReference name)
    {
        if (!_targets.TryGetValue(name.Registry, out var connection))
        {
            _targets[name.Registry] = connection = Connect(name.Registry, RegistryAccess.Push, await _writing.FindAsync(name.Registry));
        }

        return new Repository(connection, name.Path, "pull,push");
    }

    private RegistryConnection Connect(string registry, RegistryAccess access, RegistryCredential? credential)
    {
        _reading.ReportWarnings(_report);
        _writing.ReportWarnings(_report);
        return new RegistryConnection(registry, access, credential, token => IsInsecureAsync(registry, token));
    }

    private async Task<bool> IsInsecureAsync(string registry, CancellationToken cancellationToken)
    {
        try
        {
            await using var engine = await _connect(cancellationToken);
            return await InsecureRegistries.HasAsync(engine, registry, cancellationToken);
        }
        catch (HarpoonException)
        {
            // There need not be an engine; without its word, TLS is required.
            return false;
        }
    }

    private async Task<T> AttemptAsync<T>(string work, ImageReference name, Func<Task<T>> call)
    {
        try
        {
            return await TransferRetry.RunAsync(work, () => TransferException.FromAsync(call), _report, TimeProvider.System, _cancellationToken);
        }
        catch (TransferException e) when (e.InnerException is RegistryCallException cause)
        {
            throw new HarpoonException(cause.Access == RegistryAccess.Pull ? NotRead(cause) : NotWritten(cause, name), e);
        }
    }

    private Diagnostic NotRead(RegistryCallException cause) =>
        cause.IsUnauthorized ? RegistryRefusal.ToRead(_request.From.ToString(), cause.Message, _reading)
        : Diagnostic.Of(cause.Status == 404 ? "HRP5032" : "HRP5033", _request.From, cause.Message);

    private Diagnostic NotWritten(RegistryCallException cause, ImageReference name) =>
        cause.IsUnauthorized ? RegistryRefusal.ToWrite(name, cause.Message, _writing)
        : Diagnostic.Of("HRP5034", _request.From, name, cause.Message);
}
