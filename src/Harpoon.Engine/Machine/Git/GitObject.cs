using System.IO.Compression;

namespace Harpoon.Engine.Machine.Git;

/// <summary>An object of a repository.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Content">Its content.</param>
internal sealed record GitObject(GitObjectKind Kind, byte[] Content)
{
    /// <summary>A commit with a long message is a few kilobytes.</summary>
    public const int Largest = 16 << 20;

    /// <summary>Inflates an object that is no longer than it should be.</summary>
    /// <exception cref="InvalidDataException">It is too large, or ends early.</exception>
    public static byte[] Inflate(Stream compressed, long size)
    {
        if (size is < 0 or > Largest)
        {
            throw new InvalidDataException("It is too large.");
        }

        using var inflated = new ZLibStream(compressed, CompressionMode.Decompress, leaveOpen: true);
        var content = new byte[size];
        inflated.ReadExactly(content);
        return content;
    }
}

/// <summary>The kinds of objects, by their numbers in a pack.</summary>
internal enum GitObjectKind
{
    None = 0,
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,

    /// <summary>A difference to the object at an offset of the same pack.</summary>
    OffsetDelta = 6,

    /// <summary>A difference to the object with an id.</summary>
    ReferenceDelta = 7,
}
