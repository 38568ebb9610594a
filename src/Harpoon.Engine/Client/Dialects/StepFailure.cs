using System.Globalization;
using System.Text.RegularExpressions;

namespace Harpoon.Engine.Client.Dialects;

/// <summary>Reads from a builder's message why a step failed: the exit code of its command, or the file that it did not find in the build context.</summary>
internal static partial class StepFailure
{
    private const string BuildKitExitCodeMark = "exit code: ";
    private const string BuildahExitCodeMark = "\": while running runtime: exit status ";

    /// <summary>The classic builder's message if wildcards match nothing.</summary>
    private const string NoMatch = "no source files were specified";

    /// <summary>How BuildKit of Docker 20.10 names a context: it receives only what the step copies, so it reports a folder as missing that has other files.</summary>
    private const string PartialContext = "/buildkit-mount";

    /// <summary>BuildKit's exit code, which comes after the whole command; null if there is none.</summary>
    public static int? BuildKitExitCode(string message) => ExitCodeAfter(BuildKitExitCodeMark, message);

    /// <summary>The exit code in a message of Buildah, Podman's builder; null if there is none. Docker's classic builder has a field for it.</summary>
    public static int? BuildahExitCode(string message) => ExitCodeAfter(BuildahExitCodeMark, message);

    /// <summary>The message without the step that Buildah repeats before it.</summary>
    public static string WithoutStep(string message, string instruction) =>
        $"building at STEP \"{instruction}\": " is var repeated && message.StartsWith(repeated, StringComparison.Ordinal) ? message[repeated.Length..] : message;

    /// <summary>The path in the context that is missing; null if the message names none.</summary>
    public static string? MissingPath(string message) =>
        NotFound().Match(message) is { Success: true } match && match.Groups["path"].Value.TrimStart('/') is { Length: > 0 } path ? path : null;

    /// <summary>Whether wildcards matched no file.</summary>
    public static bool MatchedNothing(string message) => message.Contains(NoMatch, StringComparison.Ordinal);

    /// <summary>Whether the path may be one of its parent folders, which the builder received in part.</summary>
    public static bool MayNameParent(string message) => message.Contains(PartialContext, StringComparison.Ordinal);

    private static int? ExitCodeAfter(string mark, string message)
    {
        var start = message.LastIndexOf(mark, StringComparison.Ordinal);
        return start >= 0 && int.TryParse(message.AsSpan(start + mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    // BuildKit's '"/a/b" not found: not found' and '"/a/b": not found'; the classic builder's 'stat a/b: file does not exist'; Buildah's 'stat: "/a/b": no such file'. BuildKit
    // of Docker 20.10 names the folder that is missing by its own path: '…/buildkit-mount123/a: no such file'.
    [GeneratedRegex("""(?:"(?<path>/[^"]*)":? not found|stat (?<path>[^/:][^:]*): file does not exist|stat: "(?<path>[^"]*)": no such file|/buildkit-mount\d+/(?<path>[^:]+): no such file)""")]
    private static partial Regex NotFound();
}
