using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Ignore;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Patterns;

namespace Harpoon.Engine.Builds.Failures;

/// <summary>Says where a file that a step copies was expected, and why the context may not have it.</summary>
internal static class MissingSource
{
    private const string App = "app";
    private const int Compared = 10_000;

    /// <param name="step">What failed.</param>
    /// <param name="plan">What was built.</param>
    /// <returns>Empty if the builder's message names no such file.</returns>
    public static string Explain(FailedStep step, ImageBuildPlan plan)
    {
        var context = plan.Context;
        var path = StepFailure.MissingPath(step.Message);
        if (path is null && !StepFailure.MatchedNothing(step.Message))
        {
            return "";
        }

        if (path is not null && StepFailure.MayNameParent(step.Message) && context.Entries.Any(entry => entry.Path == path))
        {
            path = SourceIn(path, step.Instruction);
        }

        var folder = DiagnosticTexts.Format("Detail.ContextFolder", context.Folder);
        return path is not null && Reason(path, context, plan.Request) is { } reason ? $"{folder} {reason}" : folder;
    }

    /// <summary>The path in a folder that an instruction copies; null if it can't be read from it.</summary>
    private static string? SourceIn(string folder, string instruction) =>
        instruction.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => GoPath.Clean("/" + word).TrimStart('/'))
            .FirstOrDefault(word => word.StartsWith(folder + "/", StringComparison.Ordinal));

    private static string? Reason(string path, BuildContext context, ImageBuildRequest request)
    {
        var full = Path.GetFullPath(Path.Combine(context.Folder, path));

        // The classic builder applies the file again, so what was sent may be missing too.
        if ((File.Exists(full) || Directory.Exists(full)) && IgnoreFile.Find(context.Folder, request.Dockerfile.Path) is { } ignore)
        {
            return DiagnosticTexts.Format("Detail.SourceIgnored", path, ignore.Path);
        }

        return path == App || path.StartsWith(App + "/", StringComparison.Ordinal)
            ? DiagnosticTexts.Format(context.Entries.Any(entry => entry.Path == App) ? "Detail.AppLacks" : "Detail.AppUnpublished", path)
            : Near(path, context) is { } near ? DiagnosticTexts.Format("Detail.SourceNear", near) : null;
    }

    /// <summary>The file that was perhaps meant: of this name in another folder, or of nearly this name in the same one.</summary>
    private static string? Near(string path, BuildContext context)
    {
        var name = Path.GetFileName(path);
        var known = context.Entries.Take(Compared).Select(entry => entry.Path).ToList();
        return known.Find(other => string.Equals(Path.GetFileName(other), name, StringComparison.OrdinalIgnoreCase))
            ?? NearestName.Of(path, known);
    }
}
