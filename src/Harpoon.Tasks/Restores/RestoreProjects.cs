using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Tasks.Lines.Projects;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;

namespace Harpoon.Tasks.Restores;

/// <summary>The projects that one restore reads, from a project along its references, evaluated as restore evaluates them.</summary>
internal sealed class RestoreProjects : IDisposable
{
    /// <summary>What the packages bring is not there yet.</summary>
    private const string WithoutPackages = "ExcludeRestorePackageImports";

    /// <summary>Restore goes on where an import isn't there: a package may bring it.</summary>
    private const ProjectLoadSettings Settings =
        ProjectLoadSettings.DoNotEvaluateElementsWithFalseCondition | ProjectLoadSettings.IgnoreMissingImports
        | ProjectLoadSettings.IgnoreInvalidImports | ProjectLoadSettings.IgnoreEmptyImports;

    // A collection of its own: the build's must not see these projects. One for all: each imported file is read once.
    private readonly ProjectCollection _collection = new();
    private readonly List<RestoredProject> _found = [];

    private RestoreProjects()
    {
    }

    /// <summary>The project and all that it refers to, each once.</summary>
    /// <exception cref="HarpoonException">HRP3422: one can't be evaluated.</exception>
    public static ImmutableArray<RestoredProject> Of(string project, CancellationToken cancellationToken)
    {
        using var projects = new RestoreProjects();
        HashSet<string> seen = new(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal) { project };
        Queue<string> waiting = new([project]);
        while (waiting.TryDequeue(out var file))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = projects.Read(file, isFirst: file == project);
            projects._found.Add(found);
            foreach (var reference in found.References.Where(seen.Add))
            {
                waiting.Enqueue(reference);
            }
        }

        return [.. projects._found];
    }

    public void Dispose()
    {
        _collection.UnloadAllProjects();
        _collection.Dispose();
    }

    private RestoredProject Read(string file, bool isFirst)
    {
        try
        {
            // A project of several frameworks is evaluated for each of them too, and its references are those of the frameworks.
            var outer = Evaluate(file);
            var frameworks = outer.GetPropertyValue("TargetFrameworks").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            Project[] inner = [.. frameworks.Distinct(StringComparer.OrdinalIgnoreCase).Select(framework => Evaluate(file, ("TargetFramework", framework)))];

            // Restore starts in the first as any build does.
            return RestoredProject.Of([outer, .. inner], isFirst ? Evaluate(file, (WithoutPackages, "")) : null);
        }
        catch (Exception e) when (e is InvalidProjectFileException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            var place = e is InvalidProjectFileException { ProjectFile.Length: > 0 } wrong
                ? new SourceLocation(wrong.ProjectFile, wrong.LineNumber, wrong.ColumnNumber)
                : new SourceLocation(file);
            throw new HarpoonException(Diagnostic.Of("HRP3422", file, e.Message).At(place), e);
        }
    }

    private Project Evaluate(string file, (string Name, string Value)? property = null)
    {
        Dictionary<string, string> properties = new(StringComparer.OrdinalIgnoreCase)
        {
            [WithoutPackages] = "true",
            ["MSBuildIsRestoring"] = "true",
            ["MSBuildRestoreSessionId"] = Guid.Empty.ToString(),
        };
        if (property is { } own)
        {
            properties[own.Name] = own.Value;
        }

        return ProjectName.SourceOf(file) is { } source
            ? new Project(FileBasedApp.Load(file, source, _collection), properties, toolsVersion: null, _collection, Settings)
            : new Project(file, properties, toolsVersion: null, _collection, Settings);
    }
}
