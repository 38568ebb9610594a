using System.Collections.Immutable;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>
/// The registries whose logins a build may need: those of the images that it names, and the mirrors that the engine has for Docker Hub. An engine asks for the login of
/// any host that it likes; what others get of a user's passwords is nothing.
/// </summary>
internal sealed class LoginScope(ImageBuildPlan plan, IEngine engine, TimeProvider time)
{
    /// <summary>How long BuildKit's reports of a build may lag behind its requests.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _registries = [.. Registries(plan)];
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    /// <summary>Whether the build may need images that only BuildKit can name: their names can't be known, or an image that the engine has not got yet has triggers.</summary>
    private readonly bool _mayNeedOthers = MayNeedOthers(plan);

    private TaskCompletionSource _named = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The hosts whose logins were asked for and not given.</summary>
    public ImmutableArray<string> Refused
    {
        get
        {
            lock (_lock)
            {
                return [.. _refused];
            }
        }
    }

    /// <summary>BuildKit says that the build needs an image.</summary>
    public void Add(ImageReference image)
    {
        if (!_mayNeedOthers)
        {
            return;
        }

        lock (_lock)
        {
            if (_registries.Add(RegistryName.KeyOf(image.Registry)))
            {
                _named.TrySetResult();
                _named = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Whether a registry's login may be given to the engine.</summary>
    /// <param name="host">As BuildKit names it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<bool> CoversAsync(string host, CancellationToken cancellationToken)
    {
        if (Has(host, out _) || await IsMirrorAsync(host, cancellationToken))
        {
            return true;
        }

        var lag = _mayNeedOthers ? Task.Delay(Lag, time, cancellationToken) : Task.CompletedTask;
        while (!lag.IsCompleted)
        {
            if (Has(host, out var more))
            {
                return true;
            }

            await Task.WhenAny(more, lag);
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _refused.Add(host);
        }

        return false;
    }

    private static IEnumerable<string> Registries(ImageBuildPlan plan)
    {
        var request = plan.Request;
        IEnumerable<string?> images =
        [
            .. request.Reading.Bases.Select(image => image.Reference), .. request.NamedContexts.Select(context => context.Image),
            .. request.CacheFrom.AddRange(request.CacheTo).Where(cache => cache.Type == CacheType.Registry).Select(cache => cache.Name), request.Frontend, request.Metadata.Sbom?.Image, .. request.Delivery == ImageDelivery.Registry ? request.Tags : [], .. BaseTriggers.Of(plan).SelectMany(From),
        ];
        return images.OfType<string>()
            .Where(image => ImageReference.TryParse(image, out _))
            .Select(image => RegistryName.KeyOf(ImageReference.Split(image).Registry));
    }

    private static IEnumerable<string?> From(Instruction trigger) => [trigger.Flag("from"), .. RunMount.All(trigger).Select(mount => mount.From)];

    private static bool MayNeedOthers(ImageBuildPlan plan) =>
        plan.Request.Reading.Unknown is not null || plan.Request.Frontend is not null || plan.Bases.Any(image => image.Details is null);

    private bool Has(string host, out Task more)
    {
        lock (_lock)
        {
            more = _named.Task;
            return _registries.Contains(RegistryName.KeyOf(host));
        }
    }

    /// <summary>Whether the engine gets Docker Hub's images from a host.</summary>
    private async ValueTask<bool> IsMirrorAsync(string host, CancellationToken cancellationToken)
    {
        if (!Has("docker.io", out _))
        {
            return false;
        }

        using var info = await engine.InfoAsync(cancellationToken);
        return EngineInformation.Mirrors(info.RootElement).Any(mirror => RegistryName.HostOf(mirror) == host);
    }
}
