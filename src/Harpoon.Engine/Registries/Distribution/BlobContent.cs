using System.Net;
using System.Security.Cryptography;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>A blob that is read while it is sent, and opened again if it has to be sent again.</summary>
/// <param name="blob">What it is.</param>
/// <param name="open">Opens it.</param>
/// <param name="onSent">Is given how many more bytes were sent, and -1 at the end.</param>
internal sealed class BlobContent(Descriptor blob, Func<CancellationToken, Task<Stream>> open, Action<int> onSent) : HttpContent
{
    private const int PieceSize = 128 << 10;

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[PieceSize];
        await using var source = await open(cancellationToken);
        while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            hash.AppendData(buffer, 0, count);
            await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            onSent(count);
        }

        // The registry checks the digest too; who sent the wrong bytes is known only here.
        if (Sha256.Format(hash.GetHashAndReset()) is var digest && Sha256.IsDigest(blob.Digest) && digest != blob.Digest)
        {
            throw new RegistryCallException($"what was read as {blob.Digest} has the digest {digest}") { Access = Credentials.RegistryAccess.Pull };
        }

        onSent(-1);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = blob.Size;
        return true;
    }
}
