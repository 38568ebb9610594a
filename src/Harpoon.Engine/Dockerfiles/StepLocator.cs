using System.Globalization;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Finds the place that an engine talks of: by the number of a step, or by the line in an error's text.</summary>
/// <param name="dockerfile">What is built.</param>
/// <param name="syntax">Its syntax, up to the target that is built.</param>
public sealed class StepLocator(Dockerfile dockerfile, DockerfileSyntax syntax)
{
    private readonly Instruction[] _steps = [.. syntax.Instructions];

    /// <summary>Where the instruction of a step was written; null if that is not known. A trigger of the base image belongs to the step of its <c>FROM</c>.</summary>
    /// <param name="step">The step's number, from 1.</param>
    public SourceLocation? OfStep(int step) => LineOfStep(step) is { } line ? dockerfile.LocationOf(line) : null;

    /// <summary>The line of the Dockerfile that a step's instruction starts at; null if that is not known.</summary>
    /// <param name="step">The step's number, from 1.</param>
    internal int? LineOfStep(int step) => step >= 1 && step <= _steps.Length ? _steps[step - 1].StartLine : null;

    /// <summary>The same, of a builder that counts the steps of each stage by themselves.</summary>
    /// <param name="stage">The number of the stage, from 1; null if all are counted together.</param>
    /// <param name="step">The step's number, from 1.</param>
    internal int? LineOfStep(int? stage, int step) =>
        stage is not { } number ? LineOfStep(step)
        : number < 1 || number > syntax.Stages.Length ? null
        : syntax.Stages[number - 1] is var found && step == 1 ? found.From.StartLine
        : step >= 2 && step - 2 < found.Instructions.Length ? found.Instructions[step - 2].StartLine
        : null;

    /// <summary>Where an error's text says that the Dockerfile is wrong, <c>dockerfile parse error line 3: …</c>; null if it names no line.</summary>
    /// <param name="error">An engine's error.</param>
    public SourceLocation? OfError(string error)
    {
        // Classic: "dockerfile parse error line 3:" and, before 17.05, "Dockerfile parse error on line 3"; BuildKit: "Dockerfile:3".
        foreach (var lead in (ReadOnlySpan<string>)["parse error line ", "parse error on line ", "dockerfile line ", "Dockerfile:"])
        {
            var start = error.IndexOf(lead, StringComparison.OrdinalIgnoreCase);
            if (start >= 0 && TryReadNumber(error.AsSpan(start + lead.Length), out var line))
            {
                return dockerfile.LocationOf(line);
            }
        }

        return OfWord(error);
    }

    /// <summary>Where the word is that an engine could not expand, <c>failed to process "${A^}": …</c>, if it is in one instruction alone.</summary>
    private SourceLocation? OfWord(string error)
    {
        const string Lead = "failed to process \"";
        var start = error.IndexOf(Lead, StringComparison.Ordinal) + Lead.Length;
        var end = start < Lead.Length ? -1 : error.IndexOf("\": ", start, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var word = error[start..end].Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);
        return _steps.Where(step => step.Text.Contains(word, StringComparison.Ordinal)).ToArray() is [var only] ? dockerfile.LocationOf(only.StartLine) : null;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out int number)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
