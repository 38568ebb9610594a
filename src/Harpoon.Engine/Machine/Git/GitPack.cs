using System.Buffers.Binary;

namespace Harpoon.Engine.Machine.Git;

/// <summary>A pack and its index, version 2 (<see href="https://git-scm.com/docs/gitformat-pack"/>).</summary>
internal sealed class GitPack : IDisposable
{
    /// <summary>git itself makes chains of fifty at most.</summary>
    private const int LongestChain = 4096;

    private const int HeaderSize = 8;
    private const int FanoutSize = 256 * 4;
    private const uint IndexMark = 0xff744f63;

    private readonly FileStream _index;
    private readonly FileStream _pack;
    private readonly int _idSize;
    private readonly long _count;

    private GitPack(FileStream index, int idSize)
    {
        _index = index;
        _idSize = idSize;
        _count = Number(HeaderSize + FanoutSize - 4);
        _pack = File.OpenRead(Path.ChangeExtension(index.Name, ".pack"));
    }

    /// <summary>Looks an object up; null if the pack has none of that id.</summary>
    public static GitObject? Find(string indexPath, string id)
    {
        using var index = File.OpenRead(indexPath);
        var bytes = Convert.FromHexString(id);
        using var pack = new GitPack(index, bytes.Length);
        return pack.IsKnownVersion && pack.OffsetOf(bytes) is { } offset ? pack.Read(offset, LongestChain) : null;
    }

    public void Dispose() => _pack.Dispose();

    private bool IsKnownVersion => Number(0) == IndexMark && Number(4) == 2;

    private long? OffsetOf(ReadOnlySpan<byte> id)
    {
        var low = id[0] == 0 ? 0L : Number(HeaderSize + (id[0] - 1) * 4);
        var high = Number(HeaderSize + id[0] * 4) - 1L;
        Span<byte> found = stackalloc byte[_idSize];
        while (low <= high)
        {
            var middle = (low + high) / 2;
            ReadAt(_index, HeaderSize + FanoutSize + middle * _idSize, found);
            switch (id.SequenceCompareTo(found))
            {
                case 0:
                    return OffsetAt(middle);
                case < 0:
                    high = middle - 1;
                    break;
                default:
                    low = middle + 1;
                    break;
            }
        }

        return null;
    }

    /// <summary>Behind the ids are checksums of four bytes each, then offsets; those above two gigabytes are in a table of their own.</summary>
    private long OffsetAt(long position)
    {
        const uint large = 0x80000000;
        var offsets = HeaderSize + FanoutSize + _count * (_idSize + 4);
        var offset = Number(offsets + position * 4);
        if ((offset & large) == 0)
        {
            return offset;
        }

        Span<byte> bytes = stackalloc byte[8];
        ReadAt(_index, offsets + _count * 4 + (offset & ~large) * 8L, bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    private GitObject Read(long offset, int chain)
    {
        if (chain == 0)
        {
            throw new InvalidDataException("Its differences have no end.");
        }

        _pack.Position = offset;
        var (kind, size) = Header();
        switch (kind)
        {
            case GitObjectKind.OffsetDelta:
                var back = Distance();
                var delta = GitObject.Inflate(_pack, size);
                return Applied(Read(offset - back, chain - 1), delta);
            case GitObjectKind.ReferenceDelta:
                var id = new byte[_idSize];
                _pack.ReadExactly(id);
                var difference = GitObject.Inflate(_pack, size);
                return Applied(Read(OffsetOf(id) ?? throw new InvalidDataException("What it differs from is missing."), chain - 1), difference);
            default:
                return new GitObject(kind, GitObject.Inflate(_pack, size));
        }
    }

    private static GitObject Applied(GitObject source, byte[] delta) => source with { Content = GitDelta.Apply(source.Content, delta) };

    /// <summary>The kind in three bits, and the size in the four below them and seven of each byte that follows.</summary>
    private (GitObjectKind Kind, long Size) Header()
    {
        var next = Byte();
        var kind = (GitObjectKind)((next >> 4) & 7);
        long size = next & 15;
        for (var shift = 4; (next & 0x80) != 0; shift += 7)
        {
            next = Byte();
            size = checked(size | (long)(next & 0x7f) << Math.Min(shift, 56));
        }

        return (kind, size);
    }

    /// <summary>Seven bits of each byte, the higher first; each byte but the last adds one.</summary>
    private long Distance()
    {
        var next = Byte();
        long distance = next & 0x7f;
        while ((next & 0x80) != 0)
        {
            next = Byte();
            distance = checked(((distance + 1) << 7) | (uint)(next & 0x7f));
        }

        return distance;
    }

    private int Byte() => _pack.ReadByte() is >= 0 and var value ? value : throw new EndOfStreamException();

    private uint Number(long position)
    {
        Span<byte> bytes = stackalloc byte[4];
        ReadAt(_index, position, bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private static void ReadAt(FileStream file, long position, Span<byte> bytes)
    {
        file.Position = position;
        file.ReadExactly(bytes);
    }
}
