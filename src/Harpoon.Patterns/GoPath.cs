namespace Harpoon.Patterns;

/// <summary>Paths as Go treats them, with forward slashes; the rules of <c>.dockerignore</c> are defined in its terms.</summary>
internal static class GoPath
{
    /// <summary>The shortest path that means the same: no empty, <c>.</c> or needless <c>..</c> parts. See <see href="https://pkg.go.dev/path#Clean"/>.</summary>
    public static string Clean(string path)
    {
        var rooted = path.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part.Length == 0 || part == ".")
            {
                continue;
            }

            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (!rooted)
            {
                parts.Add(part);
            }
        }

        var cleaned = string.Join('/', parts);
        return rooted ? "/" + cleaned : cleaned.Length == 0 ? "." : cleaned;
    }

    /// <summary>The folder of a clean relative path; empty for one at the top.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    /// <summary>The last name of a clean path.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>A path below a folder; the folder may be the top, which is empty.</summary>
    public static string Join(string folder, string name) => folder.Length == 0 ? name : string.Concat(folder, "/", name);

    /// <summary>Whether a clean path is a folder, or lies in it.</summary>
    public static bool IsInside(ReadOnlySpan<char> path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');
}
