namespace Harpoon.Engine.Machine.Git;

/// <summary>A git repository, read from its files: no git has to be installed
/// (<see href="https://git-scm.com/docs/gitrepository-layout"/>).</summary>
public sealed class GitRepository
{
    private const string ReferencePrefix = "ref: ";
    private const int MostLinks = 5;

    private readonly string _folder;
    private readonly string _common;

    private GitRepository(string folder)
    {
        _folder = folder;

        // A worktree has a HEAD of its own, and all else in the repository that it belongs to.
        _common = File.Exists(Path.Combine(folder, "commondir"))
            ? Path.GetFullPath(Line(Path.Combine(folder, "commondir")), folder)
            : folder;
    }

    /// <summary>The repository that a folder is in; null if it is in none.</summary>
    /// <exception cref="GitException">There is a file that leads nowhere.</exception>
    public static GitRepository? Find(string folder)
    {
        for (var parent = folder; parent is not null; parent = Path.GetDirectoryName(parent))
        {
            var path = Path.Combine(parent, ".git");
            if (File.Exists(path))
            {
                const string prefix = "gitdir: ";
                var line = Line(path);
                return line.StartsWith(prefix, StringComparison.Ordinal)
                    ? new GitRepository(Path.GetFullPath(line[prefix.Length..], parent))
                    : throw new GitException($"{path} names no repository");
            }

            if (File.Exists(Path.Combine(path, "HEAD")))
            {
                return new GitRepository(path);
            }
        }

        return null;
    }

    /// <summary>The id of the commit that is checked out.</summary>
    /// <exception cref="GitException">There is none, or it can't be found.</exception>
    public string HeadCommit()
    {
        var text = Line(Path.Combine(_folder, "HEAD"));
        for (var links = 0; links < MostLinks && text.StartsWith(ReferencePrefix, StringComparison.Ordinal); links++)
        {
            var name = text[ReferencePrefix.Length..];
            text = Reference(name) ?? throw new GitException($"{name} has no commit");
        }

        return IsId(text) ? text : throw new GitException($"HEAD is '{text}', not a commit");
    }

    /// <summary>When the commit that is checked out was made, in seconds since 1970.</summary>
    /// <exception cref="GitException">It can't be read.</exception>
    public long HeadCommitTime()
    {
        var id = HeadCommit();
        return GitCommit.TimeOf(new GitObjects(Path.Combine(_common, "objects")).Read(id), id);
    }

    private string? Reference(string name)
    {
        // A loose reference goes before a packed one; a worktree's own ones, such as of a bisection, are in its folder.
        foreach (var folder in (string[])[_folder, _common])
        {
            if (Path.Combine(folder, name) is var path && File.Exists(path))
            {
                return Line(path);
            }
        }

        var packed = Path.Combine(_common, "packed-refs");
        return !File.Exists(packed) ? null : Reading(packed, () => File.ReadLines(packed)
            .Where(line => line.EndsWith($" {name}", StringComparison.Ordinal) && line[0] is not ('#' or '^'))
            .Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)])
            .FirstOrDefault());
    }

    private static string Line(string path) => Reading(path, () => File.ReadLines(path).FirstOrDefault()?.Trim() ?? "");

    private static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GitException($"{path} can't be read: {e.Message}", e);
        }
    }

    private static bool IsId(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
}
