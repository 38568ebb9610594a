using System.Text.RegularExpressions;
using Harpoon.Engine.Diagnostics;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Output;

/// <summary>How a command's lines are logged: the words of MSBuild's <c>Exec</c>.</summary>
internal sealed record OutputParameters
{
    public MessageImportance StandardOutput { get; init; } = MessageImportance.High;

    public MessageImportance StandardError { get; init; } = MessageImportance.High;

    public ProblemPattern? CustomError { get; init; }

    public ProblemPattern? CustomWarning { get; init; }

    public bool ReadsStandardFormat { get; init; }

    public bool StandardErrorIsError { get; init; }

    public bool Keeps { get; init; }

    /// <summary>Reads a task's parameters.</summary>
    /// <exception cref="HarpoonException">HRP1060: one can't be read.</exception>
    public static OutputParameters Parse(DockerRun task) => new()
    {
        StandardOutput = Importance(nameof(task.StandardOutputImportance), task.StandardOutputImportance),
        StandardError = Importance(nameof(task.StandardErrorImportance), task.StandardErrorImportance),
        CustomError = Pattern(nameof(task.CustomErrorRegularExpression), task.CustomErrorRegularExpression, isError: true),
        CustomWarning = Pattern(nameof(task.CustomWarningRegularExpression), task.CustomWarningRegularExpression, isError: false),
        ReadsStandardFormat = !task.IgnoreStandardErrorWarningFormat,
        StandardErrorIsError = task.LogStandardErrorAsError,
        Keeps = task.ConsoleToMSBuild,
    };

    private static MessageImportance Importance(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? MessageImportance.High
        : Enum.TryParse<MessageImportance>(value, ignoreCase: true, out var importance) && Enum.IsDefined(importance) ? importance
        : throw new HarpoonException(Diagnostic.Of("HRP1060", value, name, "high, normal or low"));

    private static ProblemPattern? Pattern(string name, string? value, bool isError)
    {
        try
        {
            return string.IsNullOrEmpty(value) ? null : new ProblemPattern(new Regex(value, RegexOptions.CultureInvariant), isError);
        }
        catch (RegexParseException exception)
        {
            throw new HarpoonException(
                Diagnostic.Of("HRP1060", value, name, $"a regular expression ({exception.Message})"), exception);
        }
    }
}
