using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>The files of an image that an engine saved: its layers, settings and history. Layers are unpacked, since the containerd image store keeps them compressed.</summary>
internal sealed class SavedImage
{
    private SavedImage(IReadOnlyDictionary<string, byte[]> files) => Files = files;

    /// <summary>What is in each file.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <param name="saved">What the engine answers to <c>GET /images/…/get</c>.</param>
    public static async Task<SavedImage> UnpackAsync(byte[] saved)
    {
        var files = new Dictionary<string, byte[]>();
        await using var tar = new TarReader(new MemoryStream(saved));
        while (await tar.GetNextEntryAsync(copyData: true, TestContext.Current.CancellationToken) is { } entry)
        {
            files[entry.Name] = await UnpackedAsync(entry.DataStream ?? Stream.Null);
        }

        return new SavedImage(files);
    }

    /// <summary>Whether a text is anywhere in it, by its bytes in UTF-8.</summary>
    public bool Holds(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Files.Values.Any(content => content.AsSpan().IndexOf(bytes) >= 0);
    }

    private static async Task<byte[]> UnpackedAsync(Stream data)
    {
        using var file = new MemoryStream();
        await data.CopyToAsync(file);
        if (file.GetBuffer() is not [0x1f, 0x8b, ..])
        {
            return file.ToArray();
        }

        file.Position = 0;
        using var unpacked = new MemoryStream();
        await using var packed = new GZipStream(file, CompressionMode.Decompress);
        await packed.CopyToAsync(unpacked);
        return unpacked.ToArray();
    }
}
