using Harpoon.Engine.Diagnostics.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Output;

/// <summary>A line that is an error or a warning, and what is known of its place.</summary>
/// <param name="IsError">Whether it is an error.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record LineProblem(bool IsError, string Message)
{
    public string? Subcategory { get; init; }

    public string? Code { get; init; }

    /// <summary>The file, or what else the tool gives as origin; null for none.</summary>
    public string? File { get; init; }

    public int Line { get; init; }

    public int Column { get; init; }

    public int EndLine { get; init; }

    public int EndColumn { get; init; }

    /// <summary>What MSBuild read in a line; null if it is no error or warning.</summary>
    public static LineProblem? Of(BuildEventArgs? heard) => heard switch
    {
        BuildErrorEventArgs e => new(true, e.Message ?? string.Empty)
        {
            Subcategory = e.Subcategory,
            Code = e.Code,
            File = e.File,
            Line = e.LineNumber,
            Column = e.ColumnNumber,
            EndLine = e.EndLineNumber,
            EndColumn = e.EndColumnNumber,
        },
        BuildWarningEventArgs w => new(false, w.Message ?? string.Empty)
        {
            Subcategory = w.Subcategory,
            Code = w.Code,
            File = w.File,
            Line = w.LineNumber,
            Column = w.ColumnNumber,
            EndLine = w.EndLineNumber,
            EndColumn = w.EndColumnNumber,
        },
        _ => null,
    };

    /// <param name="log">Where it is logged.</param>
    /// <param name="quote">Makes text that no CI system takes for a command.</param>
    public void LogTo(TaskLoggingHelper log, Func<string, string> quote)
    {
        var (code, file, message) = (Plain(Code), Plain(File), quote(PlainText.Of(Message)));
        if (IsError)
        {
            log.LogError(Plain(Subcategory), code, null, file, Line, Column, EndLine, EndColumn, message);
        }
        else
        {
            log.LogWarning(Plain(Subcategory), code, null, file, Line, Column, EndLine, EndColumn, message);
        }
    }

    private static string? Plain(string? text) => text is null ? null : PlainText.Of(text);
}
