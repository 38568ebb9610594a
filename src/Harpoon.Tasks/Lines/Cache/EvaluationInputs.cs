using System.Collections.Immutable;
using Harpoon.Engine.Machine;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Texts;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines.Cache;

/// <summary>The files that an evaluation rests on: those that it read, and those that it would have read had they been there.</summary>
internal sealed class EvaluationInputs
{
    /// <summary>Files that are looked for from the project's folder upwards, the nearest one taken.</summary>
    private static readonly string[] FoundAbove =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json"];

    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);

    public EvaluationInputs(ProjectEvaluation evaluation)
    {
        var project = evaluation.Project;
        foreach (var file in evaluation.Files)
        {
            _files.Add(ProjectName.SourceOf(file.FullPath) ?? file.FullPath);
            foreach (var import in file.Imports)
            {
                AddImport(project, import);
            }
        }

        foreach (var name in FoundAbove)
        {
            AddUpToTheNearest(project.DirectoryPath, name);
        }
    }

    public ImmutableArray<FileStamp> Files(string sdkFolder) => [.. _files.Select(file => FileStamp.Of(file, sdkFolder))];

    public ImmutableArray<FolderStamp> Folders => [.. _patterns.Select(FolderStamp.Of)];

    /// <summary>Whether a file was written after a time: the evaluation may have read it before.</summary>
    public bool ChangedSince(DateTime time) => _files.Any(file => File.GetLastWriteTimeUtc(file) >= time);

    private void AddImport(Project project, ProjectImportElement import)
    {
        if (import.Sdk.Length > 0)
        {
            // An SDK's own file, which was found or failed the evaluation.
            return;
        }

        var file = import.ContainingProject.FullPath;
        var folder = Path.GetDirectoryName(file)!;
        var expression = import.Project
            .Replace("$(MSBuildThisFileDirectory)", folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)
            .Replace("$(MSBuildThisFileName)", Path.GetFileNameWithoutExtension(file), StringComparison.OrdinalIgnoreCase);
        foreach (var path in project.ExpandString(expression).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            Add(Path.GetFullPath(Slashes.Forward(path), folder));
        }
    }

    private void Add(string path)
    {
        if (path.AsSpan().ContainsAny(SpecialCharacters.Wildcards))
        {
            _patterns.Add(path);
        }
        else if (!File.Exists(path))
        {
            _files.Add(path);
        }
    }

    private void AddUpToTheNearest(string start, string name)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, name);
            _files.Add(path);
            if (File.Exists(path))
            {
                return;
            }
        }
    }
}
