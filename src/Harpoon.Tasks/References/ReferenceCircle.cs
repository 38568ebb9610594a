using System.Collections.Immutable;
using Harpoon.Tasks.Lines.Projects;
using Microsoft.Build.Exceptions;

namespace Harpoon.Tasks.References;

/// <summary>Finds circles of projects that name one another. MSBuild finds them too, but only when it is in one, and it names a target rather than the projects.</summary>
internal static class ReferenceCircle
{
    // More than a build of one project reaches.
    private const int Most = 500;

    private static readonly string[] Items = ["DockerNamedContext", "DockerService"];

    /// <summary>The circle that the projects' texts make: from a project to itself, by another that it names; null for none.</summary>
    public static ImmutableArray<string>? Written(string project, string next) => Find(project, next, WrittenReferences.Of);

    /// <summary>Whether each of a circle names the next where it is evaluated: a condition may be false.</summary>
    public static bool IsReal(ImmutableArray<string> circle, IReadOnlyDictionary<string, string> globalProperties) =>
        circle.Zip(circle.Skip(1)).All(pair => Evaluate(pair.First, globalProperties) is { } named && named.Contains(pair.Second));

    /// <summary>A circle that a project is in or leads to, where each is evaluated: this takes long, and is for a build that has failed.</summary>
    public static ImmutableArray<string>? Evaluated(string project, IReadOnlyDictionary<string, string> globalProperties)
    {
        Dictionary<string, ImmutableArray<string>> known = new(StringComparer.Ordinal);
        return Find(project, project, path => known.TryGetValue(path, out var named) ? named : known[path] = Evaluate(path, globalProperties) ?? []);
    }

    private static ImmutableArray<string>? Find(string project, string start, Func<string, ImmutableArray<string>> namedBy)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return Follow(start == project ? [project] : [project, start]);

        ImmutableArray<string>? Follow(ImmutableArray<string> path)
        {
            if (path.Length > 1 && path[^1] == project)
            {
                return path;
            }

            if (!seen.Add(path[^1]) || seen.Count > Most)
            {
                return null;
            }

            foreach (var next in namedBy(path[^1]))
            {
                if (Follow(path.Add(next)) is { } circle)
                {
                    return circle;
                }
            }

            return null;
        }
    }

    private static ImmutableArray<string>? Evaluate(string project, IReadOnlyDictionary<string, string> globalProperties)
    {
        try
        {
            using var evaluation = new ProjectEvaluation(project, globalProperties);
            var folder = Path.GetDirectoryName(project)!;
            return [.. Items
                .SelectMany(evaluation.Received)
                .Select(item => item.GetMetadata("Project").Trim())
                .Where(path => path.Length > 0)
                .Select(path => Path.GetFullPath(path, folder))];
        }
        catch (Exception e) when (e is InvalidProjectFileException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }
}
