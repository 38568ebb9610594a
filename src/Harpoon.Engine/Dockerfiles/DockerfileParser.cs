using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Parses a whole Dockerfile: instructions first, then the stages that they make.</summary>
internal static class DockerfileParser
{
    /// <summary>Parses and checks a Dockerfile.</summary>
    /// <exception cref="HarpoonException">HRP2001 to HRP2014, each at its line.</exception>
    public static DockerfileSyntax Parse(Dockerfile dockerfile)
    {
        var frontend = FrontendDirective.In(dockerfile.Text);
        try
        {
            return Parse(dockerfile, frontend);
        }
        catch (HarpoonException e) when (frontend is not null && !FrontendDirective.ReadsDockerfiles(frontend))
        {
            // Its grammar is another, which its image judges.
            return new DockerfileSyntax('\\', [], []) { Frontend = frontend, Refusal = e };
        }
    }

    private static DockerfileSyntax Parse(Dockerfile dockerfile, string? frontend)
    {
        var reader = new LineReader(dockerfile);
        var warnings = ImmutableArray.CreateBuilder<Diagnostic>();
        var instructions = ReadAll(reader, dockerfile, warnings);
        CheckStart(instructions, dockerfile);
        var first = instructions.FindIndex(instruction => instruction.Name == "FROM");
        return new DockerfileSyntax(
            reader.Escape,
            [.. instructions.Take(first)],
            Stages(instructions.Skip(first)))
        {
            Frontend = frontend,
            Warnings = warnings.ToImmutable(),
        };
    }

    private static List<Instruction> ReadAll(LineReader reader, Dockerfile dockerfile, ImmutableArray<Diagnostic>.Builder warnings)
    {
        var instructions = new List<Instruction>();
        while (reader.Read() is { } line)
        {
            var instruction = InstructionParser.Parse(line.Text, reader.Escape, line.StartLine, line.EndLine);
            InstructionRules.Check(instruction, dockerfile, warnings);
            instructions.Add(WithHeredocs(instruction, reader, dockerfile));
        }

        return instructions;
    }

    private static Instruction WithHeredocs(Instruction instruction, LineReader reader, Dockerfile dockerfile)
    {
        var end = instruction.EndLine;
        var heredocs = HeredocParser.Find(instruction);
        foreach (var heredoc in heredocs)
        {
            end = reader.SkipHeredoc(heredoc);
            if (end == 0)
            {
                throw dockerfile.Wrong("HRP2011", instruction.StartLine, heredoc.Terminator);
            }
        }

        return instruction with { Heredocs = heredocs, EndLine = end, HeadEndLine = instruction.EndLine };
    }

    /// <summary>The first instruction that is no <c>ARG</c> is a <c>FROM</c>.</summary>
    private static void CheckStart(List<Instruction> instructions, Dockerfile dockerfile)
    {
        if (instructions.Count == 0)
        {
            throw dockerfile.Wrong("HRP2001", 1);
        }

        var start = instructions.Find(instruction => instruction.Name != "ARG") ?? instructions[^1];
        if (start.Name != "FROM")
        {
            throw dockerfile.Wrong("HRP2003", start.StartLine, start.Name);
        }
    }

    private static ImmutableArray<BuildStage> Stages(IEnumerable<Instruction> instructions)
    {
        var stages = ImmutableArray.CreateBuilder<BuildStage>();
        foreach (var instruction in instructions)
        {
            if (instruction.Name == "FROM")
            {
                var words = instruction.Words;
                stages.Add(new BuildStage(instruction, words[0], words.Length == 3 ? words[2] : null, []));
            }
            else
            {
                var stage = stages[^1];
                stages[^1] = stage with { Instructions = stage.Instructions.Add(instruction) };
            }
        }

        return stages.ToImmutable();
    }
}
