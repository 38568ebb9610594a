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
}
