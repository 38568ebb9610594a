using System.Text.RegularExpressions;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

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
