namespace Harpoon.Engine.Archives.Extraction;

/// <summary>Where a symbolic link leads.</summary>
internal static class LinkTarget
{
    /// <summary>Whether a link stays below the folder that things are copied to, whatever other links that stay there are on its way.</summary>
    /// <param name="target">What the link says.</param>
    /// <param name="depth">How many folders it lies below that folder.</param>
    public static bool StaysInside(string target, int depth)
    {
        if (target.Length == 0 || Path.IsPathRooted(target) || target.StartsWith('/'))
        {
            return false;
        }

        // Upwards at the start it goes through folders. After a name, which may be another link, it is unknown where '..' leads.
        var parts = target.Replace(Path.DirectorySeparatorChar, '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        var up = parts.TakeWhile(part => part is "." or "..").Count(part => part == "..");
        return up <= depth && parts.Count(part => part == "..") == up;
    }
}
