using System.Collections.Immutable;
using System.Text.Json;
using Harpoon.BuildKit.Content;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>
/// Finds the images that named contexts mean in folders of the OCI layout: BuildKit takes a digest alone. See
/// <see href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md"/>.
/// </summary>
internal static class ImageLayouts
{
    private const string DefaultTag = "latest";
    private const string NameAnnotation = "io.containerd.image.name";
    private const string TagAnnotation = "org.opencontainers.image.ref.name";

    /// <summary>The contexts, each layout by its full path and the digest of its image.</summary>
    /// <exception cref="HarpoonException">HRP3129: a folder has no such image.</exception>
    public static ImmutableArray<NamedContext> Resolve(ImmutableArray<NamedContext> contexts, HostEnvironment host) =>
        contexts.Any(context => context.Kind == NamedContextKind.Layout)
            ? [.. contexts.Select(context => context.Layout is { } layout ? context with { Source = Resolve(context.Name, layout, host).ToString() } : context)]
            : contexts;

    private static ImageLayout Resolve(string name, ImageLayout layout, HostEnvironment host)
    {
        try
        {
            var folder = Path.TrimEndingDirectorySeparator(host.FullPath(layout.Path));
            var (digest, size) = layout.Digest is { } given ? (given, (long?)null) : Find(folder, layout.Tag);
            var file = new ContentFolder(folder).Find(digest);
            return file is not null && (size is null || size == file.Length)
                ? new ImageLayout(folder, Tag: null, digest)
                : throw new InvalidDataException(DiagnosticTexts.Format(Directory.Exists(folder) ? "Detail.LayoutLacks" : WhyNone(folder), folder, digest));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3129", name, e.Message.TrimEnd('.')).About(new ItemReference(OptionNames.NamedContext, name)), e);
        }
    }

    /// <summary>What a tag stands for; without one, the only image, or that with the usual tag.</summary>
    private static (string Digest, long? Size) Find(string folder, string? tag)
    {
        var path = Path.Combine(folder, "index.json");
        if (!File.Exists(path))
        {
            throw new InvalidDataException(DiagnosticTexts.Format(WhyNone(folder), folder));
        }

        var images = Read(path);
        var isOne = images.Select(image => image.Digest).Distinct(StringComparer.Ordinal).Count() == 1;
        var found = images.FirstOrDefault(image => image.Name == (tag ?? DefaultTag)) ?? images.FirstOrDefault(image => image.Tag == (tag ?? DefaultTag))
            ?? (tag is null && isOne ? images[0] : null)
            ?? throw new InvalidDataException(DiagnosticTexts.Format(
                "Detail.LayoutLacksTag", path, tag ?? DefaultTag, string.Join(", ", images.Select(image => image.Tag ?? image.Digest).DefaultIfEmpty("no image"))));
        return (found.Digest, found.Size);
    }

    private static string WhyNone(string folder) =>
        File.Exists(folder) ? "Detail.LayoutIsFile" : Directory.Exists(folder) ? "Detail.LayoutLacksIndex" : "Detail.LayoutMissing";

    private static ImmutableArray<ListedImage> Read(string path)
    {
        try
        {
            using var index = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. index.RootElement.GetProperty("manifests").EnumerateArray().Select(image => new ListedImage(
                image.GetProperty("digest").GetString() ?? "", image.TryGetProperty("size", out var size) ? size.GetInt64() : null)
            {
                Name = Annotation(image, NameAnnotation),
                Tag = Annotation(image, TagAnnotation),
            })];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(DiagnosticTexts.Format("Detail.LayoutDamaged", path, e.Message), e);
        }
    }

    private static string? Annotation(JsonElement image, string name) =>
        image.TryGetProperty("annotations", out var annotations) && annotations.TryGetProperty(name, out var text) ? text.GetString() : null;

    /// <summary>An image that the index lists.</summary>
    private sealed record ListedImage(string Digest, long? Size)
    {
        public string? Name { get; init; }

        public string? Tag { get; init; }
    }
}
