namespace Harpoon.Engine.Builds.Metadata;

/// <summary>An image's metadata as attributes of BuildKit's frontend and exporter, as buildx sends them.</summary>
internal static class MetadataAttributes
{
    /// <summary>The attestations, which are the frontend's. The time is a build argument.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfFrontend(ImageMetadata metadata)
    {
        if (metadata.Provenance != ProvenanceMode.None)
        {
            yield return new("attest:provenance", $"type=provenance,mode={(metadata.Provenance == ProvenanceMode.Max ? "max" : "min")}");
        }

        if (metadata.Sbom is { } sbom)
        {
            yield return new("attest:sbom", sbom.Generator is { } generator ? $"type=sbom,generator={generator}" : "type=sbom");
        }
    }

    /// <summary>What an exporter of images or archives writes.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfExporter(ImageMetadata metadata)
    {
        foreach (var annotation in metadata.Annotations)
        {
            foreach (var level in annotation.Levels)
            {
                yield return new($"annotation-{level}.{annotation.Name}", annotation.Value);
            }
        }

        if (metadata.RewritesTimestamps)
        {
            yield return new("rewrite-timestamp", "true");
        }
    }
}
