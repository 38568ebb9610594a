using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Dockerfiles.Instructions;

/// <summary>What can be checked in an instruction without an engine. What the engine reports with a line is left to the engine.</summary>
internal static class InstructionRules
{
    public static void Check(Instruction instruction, Dockerfile dockerfile, ImmutableArray<Diagnostic>.Builder warnings)
    {
        var line = instruction.StartLine;
        if (!InstructionNames.IsKnown(instruction.Name))
        {
            var nearest = InstructionNames.Nearest(instruction.Name);
            var hint = nearest is null ? "" : $" Did you mean {nearest}?";
            throw dockerfile.Wrong("HRP2002", line, instruction.Name, hint);
        }

        if (instruction.Name == "FROM" && !IsFrom(instruction))
        {
            throw dockerfile.Wrong("HRP2004", line, instruction.Arguments);
        }

        if (TakesJson(instruction.Name) && !instruction.IsJson)
        {
            CheckNearJson(instruction, dockerfile, warnings);
        }

        if (WordCount(instruction) < MinimumWords(instruction.Name))
        {
            throw dockerfile.Wrong("HRP2014", line, instruction.Name);
        }

        if (instruction.Name is "ENV" or "LABEL")
        {
            CheckAssignments(instruction, dockerfile);
        }
    }

    /// <summary>Docker runs what is no JSON by a shell, and refuses an array of anything but strings, at no line.</summary>
    private static void CheckNearJson(Instruction instruction, Dockerfile dockerfile, ImmutableArray<Diagnostic>.Builder warnings)
    {
        if (JsonForm.IsOfOtherThanStrings(instruction.Arguments))
        {
            throw dockerfile.Wrong("HRP2005.Strings", instruction.StartLine, instruction.Name, instruction.Arguments);
        }

        if (JsonForm.WasMeant(instruction.Arguments))
        {
            warnings.Add(dockerfile.At(instruction.StartLine, "HRP2005", instruction.Name, instruction.Arguments));
        }
    }

    /// <summary>dockerd 20.10 refuses these without naming a line.</summary>
    private static void CheckAssignments(Instruction instruction, Dockerfile dockerfile)
    {
        var isOldForm = !HasEquals(instruction.Words[0]);
        if (isOldForm && instruction.Words.Length == 1)
        {
            throw dockerfile.Wrong("HRP2014", instruction.StartLine, instruction.Name);
        }

        if (!isOldForm && instruction.Words.FirstOrDefault(word => !HasEquals(word)) is { } without)
        {
            throw dockerfile.Wrong("HRP2014.Assignment", instruction.StartLine, instruction.Name, without);
        }
    }

    /// <summary>Quotes hold no words together but where values are assigned: a path with blanks is written in the JSON form.</summary>
    private static int WordCount(Instruction instruction) => instruction.IsJson || instruction.Name is "ENV" or "LABEL" or "ARG"
        ? instruction.Words.Length
        : instruction.Arguments.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static bool HasEquals(string word) => word.Contains('=', StringComparison.Ordinal);

    private static bool IsFrom(Instruction from) => from.Words is [_]
        || (from.Words is [_, var word, _] && word.Equals("AS", StringComparison.OrdinalIgnoreCase));

    private static bool TakesJson(string name) =>
        name is "ADD" or "CMD" or "COPY" or "ENTRYPOINT" or "RUN" or "SHELL" or "VOLUME";

    private static int MinimumWords(string name) => name switch
    {
        "CMD" or "ENTRYPOINT" or "RUN" => 0,
        "ADD" or "COPY" => 2,
        _ => 1,
    };
}
