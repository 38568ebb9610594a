namespace Harpoon.Bench.Work.Graphs;

/// <summary>Solutions as XML.</summary>
internal static class SolutionFile
{
    /// <param name="path">Where the solution goes.</param>
    /// <param name="projects">Its projects' paths, from its folder.</param>
    public static void Write(string path, IEnumerable<string> projects)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"<Solution>{string.Concat(projects.Select(project => $"<Project Path=\"{project}\" />"))}</Solution>");
    }
}
