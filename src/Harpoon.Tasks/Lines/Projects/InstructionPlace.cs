using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Received;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Projects;

/// <summary>Finds the line that gives an image its <c>ENTRYPOINT</c> or <c>CMD</c>: the last of the last stage. One of a base has no line here.</summary>
internal static class InstructionPlace
{
    /// <summary>The place; null if none is known.</summary>
    /// <param name="instruction">The instruction's name.</param>
    /// <param name="engine">The build.</param>
    /// <param name="project">The project's file.</param>
    public static SourceLocation? Of(string instruction, IBuildEngine engine, string project)
    {
        using var evaluation = new ProjectEvaluation(project, GlobalProperties.Of(engine));
        var items = evaluation.Project.GetItems(LineItem.ItemName);
        if (items.Count > 0)
        {
            return Last(instruction, items.Select(item => item.EvaluatedInclude).ToList()) is { } index
                ? ProjectEvaluation.LocationOf(items.ElementAt(index).Xml.Location)
                : null;
        }

        var written = evaluation.Project.GetPropertyValue("Dockerfile");
        var file = Path.GetFullPath(written.Length > 0 ? written : "Dockerfile", evaluation.Project.DirectoryPath);
        return evaluation.Project.GetPropertyValue("DockerfileText").Length == 0 && File.Exists(file) && Last(instruction, File.ReadAllLines(file)) is { } line
            ? new SourceLocation(file, line + 1)
            : null;
    }

    private static int? Last(string instruction, IReadOnlyList<string> lines)
    {
        for (var index = lines.Count - 1; index >= 0 && !Is(lines[index], "FROM"); index--)
        {
            if (Is(lines[index], instruction))
            {
                return index;
            }
        }

        return null;
    }

    private static bool Is(string line, string instruction) =>
        line.TrimStart().Split([' ', '\t', '['], 2)[0].Equals(instruction, StringComparison.OrdinalIgnoreCase);
}
