using System.Text.RegularExpressions;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Ignore;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds;

/// <summary>Says of a file that a step copies, and that is not in the context, where it was looked for, and why it may not be there.</summary>
internal static partial class MissingSource
{
    private const string App = "app";
    private const int Compared = 10_000;

    /// <summary>The classic builder's words where wildcards match nothing.</summary>
    private const string NoMatch = "no source files were specified";

    /// <param name="words">The builder's words.</param>
    /// <param name="plan">What was built.</param>
    /// <returns>Nothing where the words name no such file.</returns>
    public static string Explain(string words, ImageBuildPlan plan)
    {
        var path = PathIn(words);
        if (path is null && !words.Contains(NoMatch, StringComparison.Ordinal))
        {
            return "";
        }

        var context = plan.Context;
        var folder = DiagnosticTexts.Format("Said.ContextFolder", context.Folder);
        return path is not null && Reason(path, context, plan.Request) is { } reason ? $"{folder} {reason}" : folder;
    }

    private static string? Reason(string path, BuildContext context, ImageBuildRequest request)
    {
        var full = Path.GetFullPath(Path.Combine(context.Folder, path));

        // The classic builder heeds the file again, so that what was sent may be missing too.
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
