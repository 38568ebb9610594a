using System.IO.Compression;
using System.Text;

namespace Harpoon.Engine.Machine.Git;

/// <summary>The objects of a repository: in files of their own, in packs, and in the folders that it borrows from.</summary>
/// <param name="folder">The folder <c>objects</c>.</param>
internal sealed class GitObjects(string folder)
{
    private const int MostAlternates = 5;

    /// <summary>Reads an object by its id.</summary>
    /// <exception cref="GitException">It is not there, or can't be read.</exception>
    public GitObject Read(string id)
    {
        try
        {
            return Find(folder, id, MostAlternates) ?? throw new GitException($"the commit {id} is not in {folder}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new GitException($"the commit {id} can't be read: {e.Message}", e);
        }
    }

    private static GitObject? Find(string folder, string id, int alternates)
    {
        if ((Loose(folder, id) ?? Packed(folder, id)) is { } found)
        {
            return found;
        }

        var file = Path.Combine(folder, "info", "alternates");
        return alternates == 0 || !File.Exists(file) ? null : File.ReadLines(file)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => Find(Path.GetFullPath(line, folder), id, alternates - 1))
            .FirstOrDefault(other => other is not null);
    }

    /// <summary><c>KIND SIZE</c>, a zero byte, and the content, compressed together.</summary>
    private static GitObject? Loose(string folder, string id)
    {
        var path = Path.Combine(folder, id[..2], id[2..]);
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = File.OpenRead(path);
        using var inflated = new ZLibStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = inflated.Read(buffer)) > 0 && bytes.Length < GitObject.Largest;)
        {
            bytes.Write(buffer, 0, read);
        }

        var whole = bytes.ToArray();
        var end = Array.IndexOf(whole, (byte)0);
        var isCommit = end > 0 && Encoding.ASCII.GetString(whole, 0, end).StartsWith("commit ", StringComparison.Ordinal);
        return new GitObject(isCommit ? GitObjectKind.Commit : GitObjectKind.None, whole[(end + 1)..]);
    }

    private static GitObject? Packed(string folder, string id) =>
        Path.Combine(folder, "pack") is var packs && !Directory.Exists(packs) ? null
            : Directory.EnumerateFiles(packs, "*.idx").Select(index => GitPack.Find(index, id)).FirstOrDefault(found => found is not null);
}
