using System.Net;
using System.Security.Cryptography;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>A blob that is read while it is sent, and opened again if it has to be sent again.</summary>
/// <param name="blob">What it is.</param>
/// <param name="open">Opens it.</param>
/// <param name="onSent">Is given how many more bytes were sent, and -1 at the end.</param>
internal sealed class BlobContent(Descriptor blob, Func<CancellationToken, Task<Stream>> open, Action<int> onSent) : HttpContent
{
    private const int PieceSize = 128 << 10;

    private volatile bool _isReading;

    /// <summary>Whether the source is waited for, and not who is sent to.</summary>
    public bool IsReading
    {
        get => _isReading;
        private set => _isReading = value;
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[PieceSize];
        await using var source = await FromSourceAsync(() => open(cancellationToken));
        while (await FromSourceAsync(async () => await source.ReadAsync(buffer, cancellationToken)) is > 0 and var count)
        {
            hash.AppendData(buffer, 0, count);
            await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            onSent(count);
        }

        // The registry checks the digest too; who sent the wrong bytes is known only here.
        if (Sha256.Format(hash.GetHashAndReset()) is var digest && Sha256.IsDigest(blob.Digest) && digest != blob.Digest)
        {
            throw new RegistryCallException($"what was read as {blob.Digest} has the digest {digest}") { Access = RegistryAccess.Pull };
        }

        onSent(-1);
    }

    /// <summary>A failure of the source is none of where it is sent.</summary>
    private async Task<T> FromSourceAsync<T>(Func<Task<T>> read)
    {
        IsReading = true;
        try
        {
            var result = await read();
            IsReading = false;
            return result;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw RegistryFailure.Of(e).For(RegistryAccess.Pull);
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = blob.Size;
        return true;
    }
}
