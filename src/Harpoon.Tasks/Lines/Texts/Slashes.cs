namespace Harpoon.Tasks.Lines.Texts;

/// <summary>What MSBuild does to what looks like a path outside Windows.</summary>
internal static class Slashes
{
    public static string Forward(string text) => text.Replace('\\', '/');

    /// <summary>Whether MSBuild may take metadata for a path: its leading word, up to the first slash, could be a folder's name.</summary>
    public static bool LooksLikePath(string text)
    {
        var start = text.AsSpan().TrimStart("'\"");
        var slash = start.IndexOfAny('/', '\\');
        return slash >= 0 && !start[..slash].ContainsAny(" \t'\"$");
    }
}
