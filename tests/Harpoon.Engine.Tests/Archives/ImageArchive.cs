using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Harpoon.Engine.Tests.Archives;

/// <summary>An image's archive as an old engine saves it: a folder for each layer, one of them a link to another's.</summary>
internal sealed class ImageArchive
{
    private const string Layers = "[\"first/layer.tar\",\"second/layer.tar\",\"third/layer.tar\"]";

    /// <summary>The content of its first layer, and of the third, which is a link to it.</summary>
    public static byte[] FirstLayer { get; } = Encoding.UTF8.GetBytes(new string('1', 1_000));

    /// <summary>The second, which is compressed, as its first bytes say.</summary>
    public static byte[] SecondLayer { get; } = [0x1F, 0x8B, 8, 0, 1, 2, 3];

    public static byte[] Config { get; } = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"u8.ToArray();

    /// <summary>What the engine knows it by.</summary>
    public static string Id { get; } = $"sha256:{Digest(Config)}";

    /// <summary>Names as the engine writes them: JSON.</summary>
    public string Names { get; init; } = "[\"app:1\",\"app:2\"]";

    public static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public byte[] ToBytes()
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            Write(writer, "first/layer.tar", FirstLayer);
            Write(writer, "second/layer.tar", SecondLayer);
            writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "third/layer.tar") { LinkName = "../first/layer.tar" });
            Write(writer, $"{Digest(Config)}.json", Config);
            Write(writer, "manifest.json", Encoding.UTF8.GetBytes($"[{{\"Config\":\"{Digest(Config)}.json\",\"RepoTags\":{Names},\"Layers\":{Layers}}}]"));
        }

        return tar.ToArray();
    }

    /// <summary>The files of an archive.</summary>
    public static async Task<Dictionary<string, byte[]>> FilesAsync(Stream archive)
    {
        var files = new Dictionary<string, byte[]>();
        await using var reader = new TarReader(archive);
        while (await reader.GetNextEntryAsync(copyData: true, TestContext.Current.CancellationToken) is { } entry)
        {
            using var content = new MemoryStream();
            await (entry.DataStream ?? Stream.Null).CopyToAsync(content, TestContext.Current.CancellationToken);
            files[entry.Name] = content.ToArray();
        }

        return files;
    }

    private static void Write(TarWriter writer, string name, byte[] content) =>
        writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
}
