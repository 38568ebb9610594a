using System.Text.RegularExpressions;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Ignore;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Patterns;

namespace Harpoon.Engine.Builds.Failures;

/// <summary>Says where a file that a step copies was expected, and why the context may not have it.</summary>
internal static partial class MissingSource
{
    private const string App = "app";
    private const int Compared = 10_000;

    /// <summary>The classic builder's words where wildcards match nothing.</summary>
    private const string NoMatch = "no source files were specified";

    /// <summary>How BuildKit of 20.10 names a context: it receives only what the step copies, so it reports a folder as missing that has other files.</summary>
    private const string PartialContext = "/buildkit-mount";

    /// <param name="step">What failed.</param>
    /// <param name="plan">What was built.</param>
    /// <returns>Nothing if the builder's words name no such file.</returns>
    public static string Explain(FailedStep step, ImageBuildPlan plan)
    {
        var context = plan.Context;
        var path = PathIn(step.Message);
        if (path is null && !step.Message.Contains(NoMatch, StringComparison.Ordinal))
        {
            return "";
        }

        if (path is not null && step.Message.Contains(PartialContext, StringComparison.Ordinal) && context.Entries.Any(entry => entry.Path == path))
        {
            path = SourceIn(path, step.Instruction);
        }

        var folder = DiagnosticTexts.Format("Said.ContextFolder", context.Folder);
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
            return DiagnosticTexts.Format("Said.SourceIgnored", path, ignore.Path);
        }

        return path == App || path.StartsWith(App + "/", StringComparison.Ordinal)
            ? DiagnosticTexts.Format(context.Entries.Any(entry => entry.Path == App) ? "Said.AppLacks" : "Said.AppUnpublished", path)
            : Near(path, context) is { } near ? DiagnosticTexts.Format("Said.SourceNear", near) : null;
    }

    /// <summary>The file that was perhaps meant: of this name in another folder, or of nearly this name in the same one.</summary>
    private static string? Near(string path, BuildContext context)
    {
        var name = Path.GetFileName(path);
        var known = context.Entries.Take(Compared).Select(entry => entry.Path).ToList();
        return known.Find(other => string.Equals(Path.GetFileName(other), name, StringComparison.OrdinalIgnoreCase))
            ?? NearestName.Of(path, known);
    }

    private static string? PathIn(string words)
    {
        var match = NotFound().Match(words);
        return !match.Success ? null : match.Groups["path"].Value.TrimStart('/') is { Length: > 0 } path ? path : null;
    }

    // BuildKit's '"/a/b" not found: not found' and '"/a/b": not found'; the classic builder's 'stat a/b: file does not exist'; Podman's 'stat: "/a/b": no such file'. BuildKit
    // of 20.10 names the folder that is missing by its own path: '…/buildkit-mount123/a: no such file'.
    [GeneratedRegex("""(?:"(?<path>/[^"]*)":? not found|stat (?<path>[^/:][^:]*): file does not exist|stat: "(?<path>[^"]*)": no such file|/buildkit-mount\d+/(?<path>[^:]+): no such file)""")]
    private static partial Regex NotFound();
}
