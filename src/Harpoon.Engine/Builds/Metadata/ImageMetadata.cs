using System.Collections.Immutable;

namespace Harpoon.Engine.Builds.Metadata;

/// <summary>What an engine is asked to write down about an image beside its content.</summary>
internal sealed record ImageMetadata
{
    /// <summary>Nothing.</summary>
    public static ImageMetadata None { get; } = new();

    /// <summary>The time of the sources; null if none is set.</summary>
    public SourceDate? SourceDate { get; init; }

    /// <summary>Whether the exporter puts that time in place of each later one of a file. That is known only after the engine was asked.</summary>
    public bool RewritesTimestamps { get; init; }

    /// <summary>How much the image says about its build.</summary>
    public ProvenanceMode Provenance { get; init; }

    /// <summary>The list of what is in the image; null for none.</summary>
    public SbomRequest? Sbom { get; init; }

    /// <summary>The annotations.</summary>
    public ImmutableArray<ImageAnnotation> Annotations { get; init; } = [];

    /// <summary>Whether the image has attestations, and so an index.</summary>
    public bool HasAttestations => Provenance != ProvenanceMode.None || Sbom is not null;

    /// <summary>Whether an image store decides what can be written.</summary>
    public bool DependsOnStore => HasAttestations || !Annotations.IsEmpty || SourceDate is not null;

    /// <summary>All that decides what is written, for a digest.</summary>
    public IReadOnlyCollection<string> ToTexts() =>
    [
        $"date {SourceDate?.Text}",
        $"provenance {Provenance}",
        $"sbom {(Sbom is null ? "none" : $"by {Sbom.Generator}")}",
        .. Annotations.SelectMany(annotation => (string[])[annotation.Name, annotation.Value, string.Join(',', annotation.Levels)]),
    ];
}
