namespace Harpoon.BuildKit.Content;

/// <summary>
/// A folder of content by its digest, laid out as an OCI image layout: <c>blobs/sha256/…</c>. See
/// <see href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md"/>.
/// </summary>
/// <param name="path">The folder.</param>
public sealed class ContentFolder(string path)
{
    private string? _lastNamed;

    /// <summary>Whether the engine may add content.</summary>
    public bool IsWritable { get; init; }

    /// <summary>
    /// The digest of the content that was written last, or was already there, under its own digest as name; null for none. BuildKit names what describes a cache so, and
    /// the layers otherwise: after an export this is the cache's manifest.
    /// </summary>
    public string? LastNamed => Volatile.Read(ref _lastNamed);

    /// <summary>The file that has this content; null if there is none. A link is none: it may lead to any file.</summary>
    public FileInfo? Find(string digest) =>
        ContentDigest.IsValid(digest) && new FileInfo(PathOf(digest)) is { Exists: true, LinkTarget: null } file ? file : null;

    /// <summary>A new content, kept once it is complete.</summary>
    /// <exception cref="IOException">The folder can't be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be written to.</exception>
    internal ContentWriter Create()
    {
        // Where containerd's own store keeps what is incomplete.
        var unfinished = Path.Combine(path, "ingest", Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(unfinished);
        return new ContentWriter(unfinished, PathOf);
    }

    /// <summary>The engine wrote a content under a name, or learned that it is there.</summary>
    internal void Note(string name, string digest)
    {
        if (name == digest)
        {
            Volatile.Write(ref _lastNamed, digest);
        }
    }

    private string PathOf(string digest) => Path.Combine(path, "blobs", "sha256", ContentDigest.Hex(digest));
}
