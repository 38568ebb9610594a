using Harpoon.BuildKit.FileSync;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>
/// The time that an engine gets for a file. It asks for files whose size or time is another than it knows, so a file that changed must not have the same, also
/// where someone set its time back.
/// </summary>
internal static class SentTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The time in nanoseconds since 1970.</summary>
    /// <param name="entry">The file.</param>
    /// <param name="record">What a fingerprint says of it.</param>
    public static long Of(ContextEntry entry, ReadOnlySpan<byte> record)
    {
        var (status, modified) = (entry.Status, entry.Status.Modified);
        if (status.Kind == EntryKind.File && entry.SourcePath is null)
        {
            return ContentTime.Of(entry.Content.Span);
        }

        // Writing sets both times to the same. Where they differ, a program has set the first, and could do so again after the next change: what no program can set
        // takes the place of the part of a second, which no image's layer keeps.
        var isSet = status.Kind == EntryKind.File && status.Changed != modified;
        return (modified.Seconds * NanosecondsPerSecond) + (isSet ? ContentTime.PartOfSecond(record) : modified.Nanoseconds);
    }
}
