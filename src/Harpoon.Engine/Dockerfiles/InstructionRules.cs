namespace Harpoon.Engine.Dockerfiles;

/// <summary>What can be told of an instruction without an engine. Where the engine can tell a line itself, it is left to the engine.</summary>
internal static class InstructionRules
{
    public static void Check(Instruction instruction, Dockerfile dockerfile)
    {
        var line = instruction.StartLine;
        if (!InstructionNames.IsKnown(instruction.Name))
        {
            var nearest = InstructionNames.Nearest(instruction.Name);
            var hint = nearest is null ? "" : $" Perhaps {nearest}?";
            throw dockerfile.Wrong("HRP2002", line, instruction.Name, hint);
        }

        if (instruction.Name == "FROM" && !IsFrom(instruction))
        {
            throw dockerfile.Wrong("HRP2004", line, instruction.Arguments);
        }

        if (TakesJson(instruction.Name) && !instruction.IsJson && JsonForm.WasMeant(instruction.Arguments))
        {
            throw dockerfile.Wrong("HRP2005", line, instruction.Name, instruction.Arguments);
        }

        if (instruction.Words.Length < LeastWords(instruction.Name))
        {
            throw dockerfile.Wrong("HRP2014", line, instruction.Name);
        }

        // dockerd 20.10 refuses this without naming a line.
        if (instruction is { Name: "ENV", Words: [var only] } && !only.Contains('=', StringComparison.Ordinal))
        {
            throw dockerfile.Wrong("HRP2014", line, instruction.Name);
        }
    }

    private static bool IsFrom(Instruction from) => from.Words is [_]
        || (from.Words is [_, var word, _] && word.Equals("AS", StringComparison.OrdinalIgnoreCase));

    private static bool TakesJson(string name) =>
        name is "ADD" or "CMD" or "COPY" or "ENTRYPOINT" or "RUN" or "SHELL" or "VOLUME";

    private static int LeastWords(string name) => name switch
    {
        "CMD" or "ENTRYPOINT" => 0,
        "ADD" or "COPY" => 2,
        _ => 1,
    };
}
