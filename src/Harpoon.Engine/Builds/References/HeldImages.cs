using System.Collections.Immutable;
using Harpoon.Engine.Builds.Classic;
using Harpoon.Engine.Builds.Kept;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.References;

/// <summary>
/// The images of other projects that a build is on, each under a name of the build's own: builders take no id, and any other name may mean another image before the
/// build is over. The names go when it is.
/// </summary>
internal sealed class HeldImages : IAsyncDisposable
{
    private const int NotFound = 404;

    private readonly IEngine _engine;
    private readonly ImageBuildPlan _plan;
    private readonly string _repository;
    private readonly List<(NamedContext Context, string Name)> _held = [];

    private HeldImages(ImageBuildPlan plan, IEngine engine, HostEnvironment host)
    {
        _engine = engine;
        _plan = plan;
        _repository = HeldName.RepositoryOf(plan.Request.Labels.GetValueOrDefault(HarpoonLabels.Project), host);
    }

    /// <summary>What the builder gets: names where the project has other projects.</summary>
    public ImageBuildPlan Plan { get; private set; } = null!;

    /// <summary>Gives the images their names.</summary>
    /// <exception cref="HarpoonException">HRP3304: the engine has one no longer.</exception>
    public static async Task<HeldImages> HoldAsync(ImageBuildPlan plan, IEngine engine, HostEnvironment host, CancellationToken cancellationToken)
    {
        var held = new HeldImages(plan, engine, host);
        try
        {
            await held.HoldAsync(cancellationToken);
            held.Plan = held._held.Count == 0 ? plan : held.Named();
            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>A report in which the images have the names that the user gave them.</summary>
    public IReport InUsersWords(IReport report) => _held.Count == 0 ? report : new HeldReport(report, Words);

    /// <summary>The builder's result with the images by their ids, as the request has them.</summary>
    public ImageBuildResult ByIds(ImageBuildResult result)
    {
        var ids = _held.DistinctBy(image => image.Name).ToDictionary(image => image.Name, image => image.Context.ImageId!, StringComparer.Ordinal);
        return ids.Count == 0 ? result : result with
        {
            FetchedBases = result.FetchedBases.ToDictionary(pair => ids.GetValueOrDefault(pair.Key, pair.Key), pair => pair.Value, StringComparer.Ordinal),
            UsedBases = result.UsedBases.ToDictionary(pair => ids.GetValueOrDefault(pair.Key, pair.Key), pair => pair.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>Does some work, whose failure is in the names that the user gave the images.</summary>
    public async Task<T> SayAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (BuildKeptException e) when (_held.Count > 0)
        {
            throw new BuildKeptException(new HarpoonException([.. e.Diagnostics.Select(InUsersWords)], e), e.Kept);
        }
        catch (HarpoonException e) when (_held.Count > 0)
        {
            throw new HarpoonException([.. e.Diagnostics.Select(InUsersWords)], e);
        }
    }

    /// <summary>A diagnostic in the names that the user gave the images.</summary>
    public Diagnostic InUsersWords(Diagnostic diagnostic) => diagnostic with { Text = Words(diagnostic.Text) };

    /// <summary>Takes the names away, however the build ended.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, name) in _held)
        {
            await HeldName.RemoveAsync(name, _engine);
        }
    }

    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        foreach (var context in _plan.Request.NamedContexts.Where(context => context.IsProject))
        {
            if (!_plan.Request.IsForStore)
            {
                throw new HarpoonException(Diagnostic.Of("HRP3307", context.Name).About(new ItemReference(OptionNames.NamedContext, context.Name)));
            }

            try
            {
                await HeldName.GiveAsync(context.ImageId!, _repository, _engine, cancellationToken);
            }
            catch (EngineRefusedException e) when (e.Status == NotFound)
            {
                throw new HarpoonException(Diagnostic.Of("HRP3304", context.Name, context.ImageId).About(new ItemReference(OptionNames.NamedContext, context.Name)), e);
            }

            _held.Add((context, HeldName.Of(_repository, context.ImageId!)));
        }
    }

    private ImageBuildPlan Named()
    {
        var names = _held.ToDictionary(image => image.Context.Name, image => image.Name, StringComparer.Ordinal);
        var byId = _held.DistinctBy(image => image.Context.ImageId).ToDictionary(image => image.Context.ImageId!, image => image.Name, StringComparer.Ordinal);
        var plan = _plan with
        {
            Request = _plan.Request with { NamedContexts = [.. _plan.Request.NamedContexts.Select(context => names.TryGetValue(context.Name, out var name) ? context.Named(name) : context)] },
            Bases = [.. _plan.Bases.Select(image => byId.TryGetValue(image.Reference, out var name) ? image with { Reference = name } : image)],
        };
        return plan.Request.TakesNamedContexts ? plan : plan with { Request = ContextRewrite.Of(plan.Request, context => context.Image!) };
    }

    private string Words(string text) => _held.Aggregate(text, (words, image) => words
        .Replace($"docker.io/{image.Name}", image.Context.Name, StringComparison.Ordinal)
        .Replace(image.Name, image.Context.Name, StringComparison.Ordinal));
}
