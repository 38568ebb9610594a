using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Harpoon.Engine.Client;

namespace Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;

/// <summary>What is in an image that was built from nothing, as its layers say it.</summary>
internal static class ImageFiles
{
    /// <summary>A line for each entry. A folder's time is left out: the engine itself changes it when it changes what is in the folder.</summary>
    public static async Task<List<string>> ReadAsync(IEngine engine, string id)
    {
        var saved = (await EngineText.OfImageAsync(engine, id)).Files;
        var files = new List<string>();
        using var manifest = JsonDocument.Parse(saved["manifest.json"]);
        var layers = manifest.RootElement[0].GetProperty("Layers");
        for (var layer = 0; layer < layers.GetArrayLength(); layer++)
        {
            await using var reader = new TarReader(new MemoryStream(saved[layers[layer].GetString()!]));
            while (await reader.GetNextEntryAsync() is { } entry)
            {
                files.Add(Line(layer, entry));
            }
        }

        return files;
    }

    private static string Line(int layer, TarEntry entry)
    {
        var name = entry.Name.TrimEnd('/');
        var time = entry.EntryType == TarEntryType.Directory ? "" : $"{entry.ModificationTime:O}";
        var content = entry.DataStream is { } data ? new StreamReader(data, Encoding.Latin1).ReadToEnd() : "";
        var attributes = entry is PaxTarEntry { ExtendedAttributes: var pax } ? string.Join(' ', pax.Where(a => a.Key.StartsWith("SCHILY", StringComparison.Ordinal))) : "";
        return $"{layer} {name} {entry.EntryType} {(int)entry.Mode:x} {entry.Uid}:{entry.Gid} '{entry.LinkName}' {time} {content.Length} '{content.Split('\0')[0]}' {attributes}";
    }
}
