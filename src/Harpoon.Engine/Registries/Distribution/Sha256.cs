using System.Security.Cryptography;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>Digests as registries write them: <c>sha256:…</c>.</summary>
internal static class Sha256
{
    private const string Algorithm = "sha256:";

    /// <summary>The digest of some bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Format(SHA256.HashData(bytes));

    /// <summary>Writes a hash as a digest.</summary>
    public static string Format(ReadOnlySpan<byte> hash) => Algorithm + Convert.ToHexStringLower(hash);

    /// <summary>Whether a digest is one that can be checked here.</summary>
    public static bool IsDigest(string text) => text.StartsWith(Algorithm, StringComparison.Ordinal);
}
