using System.Security.Cryptography;

namespace Harpoon.BuildKit.Content;

/// <summary>Content while it is written: in a folder of its own, and renamed to its place once its digest is known to be right.</summary>
/// <param name="folder">The folder of its own; gone afterwards.</param>
/// <param name="placeOf">Where the content of a digest belongs.</param>
internal sealed class ContentWriter(string folder, Func<string, string> placeOf) : IDisposable
{
    private readonly FileStream _file = new(Path.Combine(folder, "data"), FileMode.CreateNew, FileAccess.Write, FileShare.None);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How much was written.</summary>
    public long Length { get; private set; }

    /// <summary>The digest of what was written so far.</summary>
    public string Digest => ContentDigest.Of(_hash.GetCurrentHash());

    /// <summary>Adds bytes.</summary>
    /// <exception cref="IOException">The disk may be full.</exception>
    public void Write(ReadOnlySpan<byte> data)
    {
        _file.Write(data);
        _hash.AppendData(data);
        Length += data.Length;
    }

    /// <summary>It is complete, and has the digest and size that were announced.</summary>
    /// <exception cref="IOException">The disk may be full.</exception>
    public void Commit()
    {
        var place = placeOf(Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        _file.Dispose();
        File.Move(_file.Name, place, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left is a file that nothing refers to.
        }
    }
}
