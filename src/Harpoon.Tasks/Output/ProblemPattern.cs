using System.Globalization;
using System.Text.RegularExpressions;

namespace Harpoon.Tasks.Output;

/// <summary>
/// A pattern of the user's own that makes errors or warnings of lines. As with <c>Exec</c> the whole line is the message; its groups named
/// <c>file</c>, <c>line</c>, <c>column</c>, <c>code</c> and <c>message</c>, where it has them, say more.
/// </summary>
internal sealed class ProblemPattern(Regex pattern, bool isError)
{
    /// <summary>The problem that a line is; null if the pattern doesn't match.</summary>
    public LineProblem? Read(string line) => pattern.Match(line) is { Success: true } match
        ? new LineProblem(isError, Group(match, "message") ?? line)
        {
            Code = Group(match, "code"),
            File = Group(match, "file"),
            Line = Number(match, "line"),
            Column = Number(match, "column"),
        }
        : null;

    private static string? Group(Match match, string name) => match.Groups[name] is { Success: true, Length: > 0 } group ? group.Value : null;

    private static int Number(Match match, string name) =>
        int.TryParse(Group(match, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
