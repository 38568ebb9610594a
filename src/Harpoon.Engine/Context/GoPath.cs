namespace Harpoon.Engine.Context;

/// <summary>Paths as Go's <c>filepath</c> treats them, with forward slashes; the rules of <c>.dockerignore</c> are told in its terms.</summary>
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
}
