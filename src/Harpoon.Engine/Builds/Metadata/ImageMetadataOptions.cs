using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Harpoon.Engine.Builds.Metadata;

/// <summary>What a project says about what is known of its image: when and of what it was made.</summary>
public sealed record ImageMetadataOptions
{
    /// <summary>Nothing.</summary>
    public static ImageMetadataOptions None { get; } = new();

    /// <summary><c>$(DockerSourceDateEpoch)</c>: seconds since 1970, or <c>git</c>; the environment's <c>SOURCE_DATE_EPOCH</c> by default.</summary>
    public string? SourceDateEpoch { get; init; }

    /// <summary><c>$(DockerLabels)</c>: whether the image gets labels of the OCI image specification.</summary>
    public bool HasOciLabels { get; init; }

    /// <summary>The values of these that the project knows, by the last part of their names: <c>title</c>, <c>version</c>.</summary>
    public IReadOnlyDictionary<string, string> OciLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary><c>$(DockerProvenance)</c>: how much the image says about its build.</summary>
    public ProvenanceMode Provenance { get; init; }

    /// <summary><c>$(DockerSbom)</c>: the list of what is in the image; null for none.</summary>
    public SbomRequest? Sbom { get; init; }

    /// <summary><c>@(DockerAnnotation)</c>.</summary>
    public ImmutableArray<ImageAnnotation> Annotations { get; init; } = [];
}
