using System.Security.Cryptography;
using Harpoon.Engine.Context.Files;

namespace Harpoon.Engine.Context.Fingerprints;

/// <summary>The digest of a file's content, for files whose times are not enough.</summary>
internal static class ContentDigest
{
    private const int PieceSize = 128 * 1024;

    /// <summary>Reads a whole file, as long as it is when it is opened.</summary>
    /// <exception cref="Diagnostics.HarpoonException">HRP2102, HRP2105: it can't be read, or is gone.</exception>
    public static byte[] Of(string path, CancellationToken cancellationToken)
    {
        using var file = SourceFile.Open(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[(int)Math.Min(Math.Max(file.Length, 1), PieceSize)];
        while (file.Read(buffer) is var length and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer.AsSpan(0, length));
        }

        return hash.GetHashAndReset();
    }
}
