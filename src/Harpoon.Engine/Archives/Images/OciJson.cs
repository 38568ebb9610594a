using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Archives.Images;

/// <summary>The JSON files of an OCI layout. See <see href="https://github.com/opencontainers/image-spec"/>.</summary>
internal static class OciJson
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    public const string Config = "application/vnd.oci.image.config.v1+json";

    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string Layer = "application/vnd.oci.image.layer.v1.tar";

    /// <summary>The type of a layer, by its first bytes: docker's archives hold tars, and others hold compressed ones.</summary>
    public static string LayerType(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? $"{Layer}+gzip"
        : start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? $"{Layer}+zstd"
        : Layer;

    public static byte[] Manifest(OciDescriptor config, ImmutableArray<OciDescriptor> layers) => Json(writer =>
    {
        WriteStart(writer, ManifestType);
        writer.WriteStartObject("config");
        Write(writer, config);
        writer.WriteEndObject();
        writer.WriteStartArray("layers");
        foreach (var layer in layers)
        {
            writer.WriteStartObject();
            Write(writer, layer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>The index, with an entry for each name of an image.</summary>
    public static byte[] Index(ImmutableArray<OciImage> images) => Json(writer =>
    {
        WriteStart(writer, IndexType);
        writer.WriteStartArray("manifests");
        foreach (var image in images)
        {
            foreach (var name in image.Names.DefaultIfEmpty(""))
            {
                writer.WriteStartObject();
                Write(writer, image.Manifest);
                WriteName(writer, name);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    });

    private static void WriteStart(Utf8JsonWriter writer, string type)
    {
        writer.WriteNumber("schemaVersion", 2);
        writer.WriteString("mediaType", type);
    }

    private static void Write(Utf8JsonWriter writer, OciDescriptor descriptor)
    {
        writer.WriteString("mediaType", descriptor.MediaType);
        writer.WriteString("digest", $"sha256:{descriptor.Digest}");
        writer.WriteNumber("size", descriptor.Size);
    }

    /// <summary>As containerd writes it, and reads it back: the whole name, and its tag alone.</summary>
    private static void WriteName(Utf8JsonWriter writer, string name)
    {
        if (name.Length > 0)
        {
            writer.WriteStartObject("annotations");
            writer.WriteString("io.containerd.image.name", name);
            writer.WriteString("org.opencontainers.image.ref.name", name[(name.LastIndexOf(':') + 1)..]);
            writer.WriteEndObject();
        }
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }
}

/// <summary>A file of an OCI layout, as another names it.</summary>
/// <param name="MediaType">What it is.</param>
/// <param name="Digest">Its SHA-256, without the algorithm.</param>
/// <param name="Size">In bytes.</param>
internal sealed record OciDescriptor(string MediaType, string Digest, long Size);

/// <summary>An image of an OCI layout.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Names">Its references.</param>
internal sealed record OciImage(OciDescriptor Manifest, ImmutableArray<string> Names);
