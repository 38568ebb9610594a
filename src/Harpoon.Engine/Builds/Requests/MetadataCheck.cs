using System.Collections.Immutable;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>Refuses metadata that an engine would lose silently, before anything is sent.</summary>
internal static class MetadataCheck
{
    private const string OldStore = "this engine keeps images in its graph driver's store; switch it to the containerd image store (\"features\": {\"containerd-snapshotter\": true} in its daemon.json)";

    /// <summary>Asks an engine for its image store if that decides, and refuses or reports what it can't write.</summary>
    /// <returns>The request, which knows whether times are rewritten.</returns>
    /// <exception cref="HarpoonException">HRP3224: the engine can't write it.</exception>
    public static async Task<ImageBuildRequest> PutInAsync(ImageBuildRequest request, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        var metadata = request.Metadata;
        if (!metadata.DependsOnStore)
        {
            return request;
        }

        if (request.Output is { IsImage: false })
        {
            Throw([.. metadata.Annotations.Select(annotation => Diagnostic.Of("HRP3224", $"{OptionNames.Annotation} '{annotation.Name}'", $"{OptionNames.BuildOutput} writes files, which have no annotations").About(ItemOf(annotation)))]);
        }

        var why = request.Builder.WhyClassic is { } reason ? $"the classic builder builds this image, because {reason}"
            : await HasContainerdStoreAsync(engine, cancellationToken) ? null
            : OldStore;
        var capabilities = request.Builder.Engine;
        ThrowIfRefused(metadata, why ?? (capabilities.AttestsImages ? null : "the engine's BuildKit is too old; update to Docker 24 or newer"));
        ReportTimes(request, why ?? (capabilities.RewritesTimestamps ? null : "the engine's BuildKit is too old; update to Docker 26 or newer"), report);
        return request with { Metadata = metadata with { RewritesTimestamps = metadata.SourceDate is not null && why is null && capabilities.RewritesTimestamps } };
    }

    /// <summary>An index is where annotations of an index are; attestations and several platforms make one.</summary>
    /// <exception cref="HarpoonException">HRP3225: there is no index.</exception>
    public static void ThrowIfNoIndex(ImageMetadata metadata, bool hasSeveralPlatforms)
    {
        ImmutableArray<Diagnostic> refused = metadata.HasAttestations || hasSeveralPlatforms ? [] :
        [
            .. metadata.Annotations.Where(annotation => annotation.NeedsIndex)
                .Select(annotation => Diagnostic.Of("HRP3225", annotation.Name).About(ItemOf(annotation))),
        ];
        Throw(refused);
    }

    private static void ThrowIfRefused(ImageMetadata metadata, string? reason)
    {
        if (reason is null)
        {
            return;
        }

        Throw(
        [
            .. metadata.Provenance == ProvenanceMode.None ? [] : (Diagnostic[])[Diagnostic.Of("HRP3224", OptionNames.Provenance, reason).AboutProperty(OptionNames.Provenance)],
            .. metadata.Sbom is null ? [] : (Diagnostic[])[Diagnostic.Of("HRP3224", OptionNames.Sbom, reason).AboutProperty(OptionNames.Sbom)],
            .. metadata.Annotations.Select(annotation => Diagnostic.Of("HRP3224", $"{OptionNames.Annotation} '{annotation.Name}'", reason).About(ItemOf(annotation))),
        ]);
    }

    /// <summary>A time that the project asks for is a warning, and one of the environment, which is there for all tools, a message.</summary>
    private static void ReportTimes(ImageBuildRequest request, string? reason, IReport report)
    {
        if (request.Metadata.SourceDate is not { } date || reason is null)
        {
            return;
        }

        var text = Diagnostic.Of(request is { ByBuildKit: true, Builder.Engine.SetsImageTimes: true } ? "HRP3212" : "HRP3212.None", reason);
        if (date.IsOfProject)
        {
            report.Warning(text.AboutProperty(OptionNames.SourceDateEpoch));
        }
        else
        {
            report.Message(MessageLevel.Normal, $"{SourceDate.Variable}: {text.Text}");
        }
    }

    private static void Throw(ImmutableArray<Diagnostic> refused)
    {
        if (!refused.IsEmpty)
        {
            throw new HarpoonException(refused);
        }
    }

    private static ItemReference ItemOf(ImageAnnotation annotation) => new(OptionNames.Annotation, annotation.Name);

    private static async Task<bool> HasContainerdStoreAsync(IEngine engine, CancellationToken cancellationToken)
    {
        using var info = await engine.InfoAsync(cancellationToken);
        return EngineInformation.Read(info.RootElement).IsContainerd;
    }
}
