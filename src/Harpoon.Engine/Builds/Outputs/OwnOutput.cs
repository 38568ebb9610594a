namespace Harpoon.Engine.Builds.Outputs;

/// <summary>What a build writes itself, and so is none of its inputs where it lies in the context.</summary>
internal static class OwnOutput
{
    /// <summary>The full paths of it: what was written last, and folders that contain nothing else; all of a folder that is not there yet.</summary>
    /// <param name="output">What is written.</param>
    /// <param name="last">What was written last; null if that is not known.</param>
    public static IEnumerable<string> Paths(BuildOutput? output, WrittenOutput? last)
    {
        if (output is null || output.Kind != OutputKind.Folder || !Directory.Exists(output.Path))
        {
            return output is null ? [] : [output.Path];
        }

        // The project's own files may be in the same folder. What is in a folder comes before it.
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in (last?.Paths ?? []).OrderByDescending(path => path.Length).Where(path => Path.Exists(path) && !IsShared(path, own)))
        {
            own.Add(path);
        }

        return own;
    }

    private static bool IsShared(string path, HashSet<string> own)
    {
        try
        {
            return new FileInfo(path).LinkTarget is null && Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).All(own.Contains);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
