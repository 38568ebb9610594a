using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Registries;

/// <summary>Pulls images for their own sake, one after the other, each once.</summary>
public static class ImagePulls
{
    private const string NotPulled = "HRP5005";
    private const string WantsLogin = "HRP5004";
    private const string RefusesLogin = "HRP5003";
    private const string Unknown = "HRP5008";

    /// <summary>Pulls them, and reads each back.</summary>
    /// <exception cref="HarpoonException">HRP3001, HRP5003, HRP5004, HRP5005: one can't be pulled; HRP5008: it was, and the engine does not know it.</exception>
    public static async Task<ImmutableArray<PulledImage>> ExecuteAsync(
        ImmutableArray<PullRequest> requests, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        // An invalid name is reported before anything is pulled.
        var named = requests.Select(request => (Request: request, Name: ImageReference.Parse(request.Image).Tagged().ToString())).ToImmutableArray();
        var pulled = ImmutableArray.CreateBuilder<PulledImage>();
        foreach (var (request, name) in named.DistinctBy(image => (image.Name, image.Request.Platform)))
        {
            pulled.Add(await PullAsync(request, name, engine, host, report, cancellationToken));
        }

        return pulled.ToImmutable();
    }

    private static async Task<PulledImage> PullAsync(
        PullRequest request, string name, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        try
        {
            var reported = await ImagePull.ExecuteAsync(request, engine, host, report, cancellationToken);
            var image = await engine.Images.FindAsync(name, cancellationToken) ?? throw new HarpoonException(Diagnostic.Of(Unknown, name));
            return new PulledImage(request.Image, image.Id, reported ?? RepositoryDigest.Of(image, ImageReference.Parse(name)));
        }
        catch (HarpoonException e) when (e.Diagnostics is [{ Location: null, Item: null, Code: NotPulled or WantsLogin or RefusesLogin or Unknown } failure])
        {
            var mayBeLocal = request.MayBeLocal && failure.Code is (NotPulled or WantsLogin);
            if (!mayBeLocal || await engine.Images.FindAsync(name, cancellationToken) is not { } image)
            {
                throw new HarpoonException(Placed(failure, request), e);
            }

            report.Warning(Placed(Diagnostic.Of("HRP5017", request.Image, failure.Text), request));
            return new PulledImage(request.Image, image.Id, Digest: null);
        }
    }

    private static Diagnostic Placed(Diagnostic diagnostic, PullRequest request) => diagnostic.At(request.Location).About(request.Item);
}
