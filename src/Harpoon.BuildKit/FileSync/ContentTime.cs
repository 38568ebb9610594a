using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Harpoon.BuildKit.FileSync;

/// <summary>Times made of content, for files that have none to go by: other content, other time, so that the daemon asks for it; the same content, the same time.</summary>
public static class ContentTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>A time between 1970 and 2004, in nanoseconds.</summary>
    public static long Of(ReadOnlySpan<byte> content) => (long)(Hash(content) % (1UL << 30)) * NanosecondsPerSecond;

    /// <summary>A part of a second, in nanoseconds; less than half of one, so that a time which is rounded later stays in its second.</summary>
    public static long PartOfSecond(ReadOnlySpan<byte> content) => (long)(Hash(content) % (NanosecondsPerSecond / 2));

    private static ulong Hash(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
