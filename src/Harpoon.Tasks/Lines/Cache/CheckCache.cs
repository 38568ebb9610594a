using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Received;

namespace Harpoon.Tasks.Lines.Cache;

/// <summary>That all lines arrived as written, what this rests on, and where the lines stand.</summary>
/// <param name="Digest">The digest of the request.</param>
/// <param name="Files">The files that the evaluation read, and those that it would have.</param>
/// <param name="Folders">The patterns that it imported by.</param>
/// <param name="Lines">The place of each <c>DockerfileLine</c>.</param>
/// <param name="Text">The place of each line of <c>$(DockerfileText)</c>.</param>
internal sealed record CheckCache(
    string Digest,
    ImmutableArray<FileStamp> Files,
    ImmutableArray<FolderStamp> Folders,
    ImmutableArray<LinePlace> Lines,
    ImmutableArray<SourceLocation?> Text)
{
    /// <summary>Whether nothing that the cached rests on has changed.</summary>
    public bool StillHolds(string digest, string sdkFolder, FileStamps stamps)
    {
        if (digest != Digest)
        {
            return false;
        }

        foreach (var file in Files)
        {
            if (stamps.Of(file.Path, sdkFolder).Stamp != file.Stamp)
            {
                return false;
            }
        }

        foreach (var folder in Folders)
        {
            if (!folder.StillHolds())
            {
                return false;
            }
        }

        return true;
    }
}
