using System.Globalization;
using System.Text.RegularExpressions;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>BuildKit's name for what an instruction does: <c>[build 2/5] RUN make</c>.</summary>
/// <param name="Stage">The stage, by name or as <c>stage-1</c>; empty if there is only one.</param>
/// <param name="Number">Its number in the stage, from 1.</param>
/// <param name="Total">How many the stage has.</param>
/// <param name="Instruction">What it does.</param>
internal sealed record StepName(string Stage, int Number, int Total, string Instruction)
{
    private const string End = "] ";

    /// <summary>The platform that it is done for, <c>linux/arm64</c>, where the build is for several; empty for one.</summary>
    public string Platform { get; init; } = "";

    /// <summary>How many steps the stages of a build have, by the names of those that were announced.</summary>
    /// <remarks>
    /// A step that another build does at the same time is announced by that build's name, or not at all: it may be the first of five there. The last step
    /// of a stage is hardly ever shared, so its name counts.
    /// </remarks>
    public static int CountAll(IEnumerable<StepName> steps) => steps
        .GroupBy(step => (step.Platform, step.Stage))
        .Sum(stage => stage.MaxBy(step => (step.Number == step.Total, step.Total))!.Total);

    /// <summary>Reads a name; null for one without a number, such as <c>[internal] load build context</c>.</summary>
    public static StepName? Read(string name)
    {
        var end = name.IndexOf(End, StringComparison.Ordinal);
        if (end < 0 || !name.StartsWith('['))
        {
            return null;
        }

        // The number is padded: [build  2/15]; of several platforms, one comes first: [linux/arm64 build 2/5], [linux/amd64->arm64 build 2/5].
        var words = name[1..end].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Length == 0 ? [] : words[^1].Split('/');
        if (numbers.Length != 2
            || !int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var total))
        {
            return null;
        }

        var platform = words.Length > 1 && words[0].Contains('/', StringComparison.Ordinal) ? words[0] : "";
        var stage = words.Length > (platform.Length > 0 ? 2 : 1) ? words[^2] : "";
        return new StepName(stage, number, total, name[(end + End.Length)..]) { Platform = platform };
    }
}

/// <summary>Compares what BuildKit shows of an instruction with the instruction: continued lines are joined there, quotes are gone, variables have values or have none.</summary>
internal static partial class StepText
{
    /// <param name="instruction">An instruction of the Dockerfile.</param>
    /// <param name="shown">What BuildKit calls a part of the build.</param>
    public static bool IsOf(Instruction instruction, string shown)
    {
        var rest = Bare(shown);
        var literals = Variable().Split(Bare(instruction.Text));
        if (!rest.StartsWith(literals[0], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (instruction.Heredocs.Length > 0)
        {
            // BuildKit puts the start of the text after it.
            return true;
        }

        if (literals.Length == 1)
        {
            return rest.Length == literals[0].Length;
        }

        var position = literals[0].Length;
        foreach (var literal in literals[1..^1])
        {
            var found = rest.IndexOf(literal, position, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            position = found + literal.Length;
        }

        return rest.Length - position >= literals[^1].Length && rest.EndsWith(literals[^1], StringComparison.Ordinal);
    }

    private static string Bare(string text) => Blanks().Replace(text, "");

    [GeneratedRegex("""[\s"'\\`]+""")]
    private static partial Regex Blanks();

    [GeneratedRegex("""\$(?:\{[^}]*\}|\w+|[@*#?$!-])""")]
    private static partial Regex Variable();
}
