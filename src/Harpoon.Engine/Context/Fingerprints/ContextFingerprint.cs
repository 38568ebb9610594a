using System.Collections.Immutable;
using Harpoon.Engine.Context.Files;

namespace Harpoon.Engine.Context.Fingerprints;

/// <summary>All that distinguishes one state of a context from another: for each entry its path, type, mode, size, times and number in the file system, and its content where these can't be trusted.</summary>
/// <remarks>A folder's times are not in it: a file that is left out changes them too, and no builder looks at them.</remarks>
internal sealed class ContextFingerprint
{
    private readonly byte[] _records;

    private ContextFingerprint(byte[] records) => _records = records;

    /// <summary>Takes an entry and its record.</summary>
    public delegate void EntryHandler(ContextEntry entry, ReadOnlySpan<byte> record);

    /// <summary>It as bytes, to be kept: about 40 bytes and the path for each entry.</summary>
    public ReadOnlyMemory<byte> Bytes => _records;

    /// <summary>Takes one. Files whose time of change can't be read, or trusted, are read.</summary>
    public static ContextFingerprint Of(ImmutableArray<ContextEntry> entries, CancellationToken cancellationToken)
    {
        var writer = new FingerprintWriter();
        foreach (var entry in entries)
        {
            writer.Write(entry, cancellationToken);
        }

        return new ContextFingerprint(writer.ToArray());
    }

    /// <summary>One that was kept. Bytes that are none are unlike any other.</summary>
    public static ContextFingerprint Parse(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>Hands out what it says of each entry, in their order.</summary>
    public void ForEach(ImmutableArray<ContextEntry> entries, EntryHandler handle)
    {
        var rest = _records.AsSpan();
        foreach (var entry in entries)
        {
            var record = FingerprintReader.Record(rest);
            handle(entry, record);
            rest = rest[record.Length..];
        }
    }

    /// <summary>The same of a part of the context.</summary>
    /// <param name="scope">The part.</param>
    /// <param name="entries">The context that the whole was taken of.</param>
    public ContextFingerprint Within(ContextScope scope, ImmutableArray<ContextEntry> entries)
    {
        if (scope.Patterns.IsEmpty)
        {
            return this;
        }

        var isInside = scope.In(entries);
        using var part = new MemoryStream();
        ForEach(entries, (entry, record) => part.Write(isInside(entry) ? record : []));
        return new ContextFingerprint(part.ToArray());
    }

    /// <summary>The path of the first entry that an earlier fingerprint has otherwise, or not; empty when that can't be said; null if nothing differs.</summary>
    public string? DifferenceFrom(ContextFingerprint earlier) =>
        _records.AsSpan().SequenceEqual(earlier._records)
            ? null
            : FingerprintReader.FirstDifference(_records, earlier._records);
}
