using System.Buffers.Binary;
using System.Text;
using Harpoon.Patterns;

namespace Harpoon.Engine.Context.Fingerprints;

/// <summary>Reads a fingerprint's records, to say where two differ.</summary>
internal static class FingerprintReader
{
    /// <summary>The path of the first record that is not the same; empty if there is none that can be read.</summary>
    public static string FirstDifference(ReadOnlySpan<byte> now, ReadOnlySpan<byte> earlier)
    {
        while (true)
        {
            var current = Record(now);
            var previous = Record(earlier);
            if (current.IsEmpty || previous.IsEmpty || !current.SequenceEqual(previous))
            {
                return PathOf(current, previous);
            }

            now = now[current.Length..];
            earlier = earlier[previous.Length..];
        }
    }

    /// <summary>Where both name an entry, the one that comes first in order is new, or gone.</summary>
    private static string PathOf(ReadOnlySpan<byte> current, ReadOnlySpan<byte> previous)
    {
        var (path, other) = (PathOf(current), PathOf(previous));
        var isOther = path.Length == 0 || (other.Length > 0 && Utf8Order.Instance.Compare(other, path) < 0);
        return isOther ? other : path;
    }

    private static string PathOf(ReadOnlySpan<byte> record)
    {
        if (record.Length < 2 * sizeof(int))
        {
            return string.Empty;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(record[sizeof(int)..]);
        var rest = record[(2 * sizeof(int))..];
        return length >= 0 && length <= rest.Length ? Encoding.UTF8.GetString(rest[..length]) : string.Empty;
    }

    /// <summary>The first record; empty if there is none, or it is cut.</summary>
    public static ReadOnlySpan<byte> Record(ReadOnlySpan<byte> records)
    {
        if (records.Length < sizeof(int))
        {
            return [];
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(records);
        return length >= sizeof(int) && length <= records.Length ? records[..length] : [];
    }
}
