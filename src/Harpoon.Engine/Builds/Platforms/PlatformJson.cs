using System.Text.Encodings.Web;
using System.Text.Json;
using Harpoon.Engine.Registries.Distribution;

namespace Harpoon.Engine.Builds.Platforms;

/// <summary>
/// The JSON that a registry gets of images and of their list, of the same types as what engines with this store push, and as BuildKit's where the store holds an index. See
/// <see href="https://distribution.github.io/distribution/spec/manifest-v2-2/"/>.
/// </summary>
internal static class PlatformJson
{
    public const string ConfigType = "application/vnd.docker.container.image.v1+json";

    public const string LayerType = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    private const string ImageType = "application/vnd.docker.distribution.manifest.v2+json";
    private const string ListType = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>The manifest of an image.</summary>
    public static Manifest Image(Descriptor config, IEnumerable<Descriptor> layers) => Of(ImageType, writer =>
    {
        writer.WriteStartObject("config");
        Write(writer, config);
        writer.WriteStartArray("layers");
        foreach (var layer in layers)
        {
            writer.WriteStartObject();
            Write(writer, layer);
        }

        writer.WriteEndArray();
    });

    /// <summary>The list of images, each with its platform.</summary>
    public static Manifest List(IEnumerable<Descriptor> images) => Of(ListType, writer =>
    {
        writer.WriteStartArray("manifests");
        foreach (var image in images)
        {
            writer.WriteStartObject();
            Write(writer, image);
        }

        writer.WriteEndArray();
    });

    private static Manifest Of(string type, Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", 2);
            writer.WriteString("mediaType", type);
            write(writer);
            writer.WriteEndObject();
        }

        return new Manifest(type, bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, Descriptor descriptor)
    {
        writer.WriteString("mediaType", descriptor.MediaType);
        writer.WriteString("digest", descriptor.Digest);
        writer.WriteNumber("size", descriptor.Size);
        if (descriptor.Platform?.Split('/') is [var system, var architecture, .. var variant])
        {
            writer.WriteStartObject("platform");
            writer.WriteString("architecture", architecture);
            writer.WriteString("os", system);
            if (variant is [var name, ..])
            {
                writer.WriteString("variant", name);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
