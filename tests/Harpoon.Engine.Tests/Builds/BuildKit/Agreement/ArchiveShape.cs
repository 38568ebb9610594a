using System.Formats.Tar;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Agreement;

/// <summary>What is in a result, in lines: those of two differ where the results do.</summary>
internal static class ArchiveShape
{
    private const string AttestationMark = "vnd.docker.reference.type";

    /// <param name="path">The file or folder.</param>
    /// <param name="isDated">Whether its attestations say when it was built.</param>
    public static IReadOnlyList<string> Of(string path, bool isDated)
    {
        if (Directory.Exists(path))
        {
            return [.. new DirectoryInfo(path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => LineOf(entry, path)).Order(StringComparer.Ordinal)];
        }

        var (entries, files) = Read(path);
        if (!files.TryGetValue("index.json", out var index))
        {
            return entries;
        }

        var lines = new List<string>();
        using var document = JsonDocument.Parse(index);
        AddIndex(lines, document.RootElement, files, isDated, "");
        return lines;
    }

    private static string LineOf(FileSystemInfo entry, string folder)
    {
        var mode = entry.LinkTarget is null && !OperatingSystem.IsWindows() ? (int)entry.UnixFileMode : 0;
        var content = entry is FileInfo { LinkTarget: null } file ? $"{file.LastWriteTimeUtc:s} {Convert.ToHexString(File.ReadAllBytes(file.FullName))}" : "";
        return $"{Path.GetRelativePath(folder, entry.FullName)} {mode:x} '{entry.LinkTarget}' {content}";
    }

    private static (List<string> Entries, Dictionary<string, byte[]> Files) Read(string path)
    {
        var (entries, files) = (new List<string>(), new Dictionary<string, byte[]>());
        using var reader = new TarReader(File.OpenRead(path));
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            files[entry.Name] = content.ToArray();
            entries.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Name} {entry.EntryType} {(int)entry.Mode:x} {entry.Uid}:{entry.Gid} '{entry.LinkName}' {entry.ModificationTime:O} {Convert.ToHexString(content.ToArray())}"));
        }

        return (entries, files);
    }

    private static void AddIndex(List<string> lines, JsonElement index, Dictionary<string, byte[]> files, bool isDated, string indent)
    {
        lines.Add($"{indent}index {Text(index, "mediaType")} {Text(index, "annotations")}");
        foreach (var descriptor in index.GetProperty("manifests").EnumerateArray())
        {
            var annotations = Text(descriptor, "annotations");
            using var document = JsonDocument.Parse(files[NameOf(descriptor)]);
            var isAttestation = annotations.Contains(AttestationMark, StringComparison.Ordinal);
            var isIndex = document.RootElement.TryGetProperty("manifests", out _);
            var digest = isDated && (isAttestation || isIndex) ? "" : Text(descriptor, "digest");
            lines.Add($"{indent} {Text(descriptor, "mediaType")} {Text(descriptor, "platform")} {annotations} {digest}");
            if (isIndex)
            {
                AddIndex(lines, document.RootElement, files, isDated, $"{indent}  ");
            }
            else
            {
                AddManifest(lines, document.RootElement, files, isAttestation, $"{indent}  ");
            }
        }
    }

    /// <summary>Of an attestation it matters what kind it is.</summary>
    private static void AddManifest(List<string> lines, JsonElement manifest, Dictionary<string, byte[]> files, bool isAttestation, string indent)
    {
        lines.Add($"{indent}manifest {Text(manifest, "annotations")}");
        if (!isAttestation)
        {
            lines.Add($"{indent}config {Encoding.UTF8.GetString(files[NameOf(manifest.GetProperty("config"))])}");
        }

        // An image without files has null in place of a list.
        var layers = manifest.GetProperty("layers");
        lines.AddRange((layers.ValueKind == JsonValueKind.Array ? layers.EnumerateArray().ToArray() : []).Select(layer =>
            $"{indent}layer {Text(layer, "mediaType")} {(isAttestation ? "" : Text(layer, "digest"))} {Text(layer, "annotations")}"));
    }

    private static string NameOf(JsonElement descriptor) => $"blobs/{descriptor.GetProperty("digest").GetString()!.Replace(':', '/')}";

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetRawText() : "";
}
