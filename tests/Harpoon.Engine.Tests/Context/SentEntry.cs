using System.Formats.Tar;

namespace Harpoon.Engine.Tests.Context;

/// <summary>An entry as an engine reads it from the tar. Times are whole seconds, as the CLI sends them.</summary>
internal sealed record SentEntry(
    string Name, TarEntryType Type, int Mode, long Seconds, string LinkTarget, int Owner, int Group, string Content)
{
    public static async Task<List<SentEntry>> ReadAllAsync(Stream tar, CancellationToken cancellationToken)
    {
        var entries = new List<SentEntry>();
        await using var reader = new TarReader(tar, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
        {
            entries.Add(Of(entry));
        }

        await tar.CopyToAsync(Stream.Null, cancellationToken);
        return entries;
    }

    private static SentEntry Of(TarEntry entry) => new(
        entry.Name,
        entry.EntryType == TarEntryType.V7RegularFile ? TarEntryType.RegularFile : entry.EntryType,
        (int)entry.Mode,
        entry.ModificationTime.ToUnixTimeSeconds(),
        entry.LinkName,
        entry.Uid,
        entry.Gid,
        entry.DataStream is { } data ? new StreamReader(data).ReadToEnd() : string.Empty);
}
