using System.Security.Cryptography;
using Harpoon.Engine.Context.Files;

namespace Harpoon.Engine.Context.Fingerprints;

/// <summary>The digest of a file as it was sent.</summary>
internal sealed class FileWatch(ContextEntry entry) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _sent = [];

    /// <summary>The file.</summary>
    public ContextEntry Entry { get; } = entry;

    /// <summary>Takes in what was sent next.</summary>
    public void Append(ReadOnlySpan<byte> piece) => _hash.AppendData(piece);

    /// <summary>Whether the file holds now what was sent. Ask once the sending is over.</summary>
    public bool IsUnchanged(CancellationToken cancellationToken) =>
        ContentDigest.Of(Entry.SourcePath!, cancellationToken).AsSpan().SequenceEqual(_sent);

    /// <summary>Ends the sending, and keeps the digest.</summary>
    public void Dispose()
    {
        _sent = _hash.GetHashAndReset();
        _hash.Dispose();
    }
}
