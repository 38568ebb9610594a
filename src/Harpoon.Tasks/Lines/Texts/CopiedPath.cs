using System.Text.RegularExpressions;

namespace Harpoon.Tasks.Lines.Texts;

/// <summary>A path of Windows in a <c>COPY</c>: to Docker its backslash escapes a letter, so that slashes are what is meant.</summary>
internal static partial class CopiedPath
{
    /// <summary>The line with slashes; null if it has no such path.</summary>
    public static string? WithSlashes(string line) =>
        Instruction().IsMatch(line) && Separator().IsMatch(line) ? Separator().Replace(line, "/") : null;

    [GeneratedRegex(@"^\s*(COPY|ADD|WORKDIR)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Instruction();

    /// <summary>A backslash between two names.</summary>
    [GeneratedRegex(@"(?<=[\w.)-])\\(?=[\w.*?])")]
    private static partial Regex Separator();
}
