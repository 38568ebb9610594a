using Harpoon.Engine.Archives.Extraction;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Archives.Writing;

/// <summary>Finds out whether something can be written at a place, before there is anything to write.</summary>
internal static class WritablePlace
{
    /// <summary>Looks, and writes nothing.</summary>
    /// <param name="path">The full path of the file or folder.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <exception cref="HarpoonException">HRP4076: something else is there, or a file in place of one of its folders.</exception>
    public static void Check(string path, bool isFolder) => LocalWrite.Guard(path, () => _ = FolderFor(path, isFolder));

    /// <summary>Looks, and tries to write there.</summary>
    /// <exception cref="HarpoonException">HRP4076: it can't be written.</exception>
    public static void Try(string path, bool isFolder) => LocalWrite.Guard(path, () =>
    {
        var folder = FolderFor(path, isFolder);
        File.Create(Path.Combine(folder, $".{Guid.NewGuid():n}"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
    });

    /// <summary>The folder to write into, or the nearest that is there.</summary>
    private static string FolderFor(string path, bool isFolder)
    {
        if (isFolder ? File.Exists(path) : Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new IOException(DiagnosticTexts.Format(isFolder ? "Detail.NotAFolder" : "Detail.NotAFile"));
        }

        for (var folder = isFolder ? path : Path.GetDirectoryName(PlaceOf(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder))
            {
                return folder;
            }

            if (Path.Exists(folder))
            {
                throw new IOException(DiagnosticTexts.Format("Detail.FileInTheWay", folder));
            }
        }

        return Path.GetPathRoot(path) ?? path;
    }

    /// <summary>What a link leads to is replaced, and not the link.</summary>
    private static string PlaceOf(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : path;
}
