using System.Collections.Immutable;

namespace Harpoon.BuildKit.FileSync;

/// <summary>A folder that the daemon may read, with all that is in it. No link is followed. Called from several threads.</summary>
public interface IFileTree
{
    /// <summary>What is in a folder, in the order of the names' UTF-8 bytes. Empty for one that is not there, and for what is no folder.</summary>
    /// <param name="folder">Clean and relative; empty for the root.</param>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.FileUnreadable"/>.</exception>
    IEnumerable<FileStat> List(string folder);

    /// <summary>One entry; null if there is none.</summary>
    /// <param name="path">Clean and relative.</param>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.FileUnreadable"/>.</exception>
    FileStat? Find(string path);

    /// <summary>Opens a file to be read from its start.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    Stream Open(string path);

    /// <summary>Is given the part of the tree that a transfer is about.</summary>
    /// <param name="patterns">Patterns of all that the daemon wants to have, links followed; none where that is everything.</param>
    void OnRequested(ImmutableArray<string> patterns)
    {
    }
}
