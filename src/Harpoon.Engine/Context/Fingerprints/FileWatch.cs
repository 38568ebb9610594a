using System.Security.Cryptography;
using Harpoon.Engine.Context.Files;

namespace Harpoon.Engine.Context.Fingerprints;

/// <summary>The digest of a file as it was sent.</summary>
internal sealed class FileWatch(ContextEntry entry) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly TaskCompletionSource<byte[]?> _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isAbandoned;

    /// <summary>The file.</summary>
    public ContextEntry Entry { get; } = entry;

    /// <summary>The end of the sending: its result is the digest of what was sent, or null if it was abandoned.</summary>
    public Task<byte[]?> Sent => _sent.Task;

    /// <summary>Takes in what was sent next.</summary>
    public void Append(ReadOnlySpan<byte> piece) => _hash.AppendData(piece);

    /// <summary>The sending ends midway, so no image holds this. Where the file is needed all the same, it is sent again and watched again.</summary>
    public void Abandon() => _isAbandoned = true;

    /// <summary>Ends the sending, and keeps the digest.</summary>
    public void Dispose()
    {
        _sent.TrySetResult(_isAbandoned ? null : _hash.GetHashAndReset());
        _hash.Dispose();
    }
}
