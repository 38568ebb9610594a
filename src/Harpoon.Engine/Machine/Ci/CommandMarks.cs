using System.Text.RegularExpressions;

namespace Harpoon.Engine.Machine.Ci;

/// <summary>What commands begin with that are recognized anywhere in a line: <c>##[</c>, <c>##vso[</c>, <c>##teamcity[</c>.</summary>
/// <remarks>
/// A space parts them, which can be seen. A character without width would not do: the runners compare by culture, and so pass over it
/// (https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Microsoft.VisualStudio.Services.Agent/Command.cs).
/// </remarks>
internal static partial class CommandMarks
{
    /// <summary>The text without such a beginning.</summary>
    public static string Break(string text) => text.Contains("##", StringComparison.Ordinal) ? Mark.Replace(text, "## ") : text;

    [GeneratedRegex(@"##(?=[A-Za-z]*\[)")]
    private static partial Regex Mark { get; }
}
