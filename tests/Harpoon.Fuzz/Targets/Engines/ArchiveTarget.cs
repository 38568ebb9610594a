using System.Formats.Tar;
using System.Text;
using Harpoon.Engine.Archives.Extraction;
using Harpoon.Engine.Archives.Images;
using Harpoon.Fuzz.Checking;

namespace Harpoon.Fuzz.Targets.Engines;

/// <summary>The archive of an image that an engine saves.</summary>
internal sealed class ArchiveTarget : IFuzzTarget
{
    private const int Block = 512;
    private const int ChecksumStart = 148;
    private const int ChecksumLength = 8;

    public string Name => "archive";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        Tar(
            ("manifest.json", """[{"Config":"c.json","RepoTags":["a:1"],"Layers":["l/layer.tar","link.tar"]}]"""), ("c.json", "{}"), ("l/layer.tar", "layer"), ("link.tar", "->l/layer.tar"),
            ("oci-layout", "{}"), ("index.json", """{"manifests":[{"digest":"sha256:a"}]}""")),
        Tar(("manifest.json", """[{"Config":"c.json","RepoTags":null,"Layers":[]}]"""), ("c.json", "->c.json"), ("index.json", "->oci-layout"), ("oci-layout", "->../index.json")),
    ];

    public async Task RunAsync(byte[] input)
    {
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        file.Write(input);
        var index = await ArchiveIndex.ReadAsync(file, CancellationToken.None);
        foreach (var image in await DockerManifest.ReadAsync(index, CancellationToken.None))
        {
            Assert.NotNull(index.Find(image.Config));
        }

        if (index.IsOci)
        {
            await OciIndex.DigestsAsync(index, CancellationToken.None);
        }
    }

    public bool Allows(Exception exception) => ArchiveExtraction.IsOfArchive(exception);

    /// <summary>Puts a header's checksum right.</summary>
    public byte[] Seal(byte[] part)
    {
        if (part.Length < Block)
        {
            return part;
        }

        part.AsSpan(ChecksumStart, ChecksumLength).Fill((byte)' ');
        var sum = part.Take(Block).Sum(value => value);
        Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ", part.AsSpan(ChecksumStart));
        return part;
    }

    private static byte[][] Tar(params (string Name, string Content)[] files)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var isLink = content.StartsWith("->", StringComparison.Ordinal);
                writer.WriteEntry(isLink
                    ? new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = content[2..] }
                    : new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
            }
        }

        return [.. tar.ToArray().Chunk(2 * Block)];
    }
}
