using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Builds.Kept;

/// <summary>What a step does, as a script that calls it.</summary>
internal static class StepProgram
{
    private static readonly ImmutableArray<string> DefaultShell = ["/bin/sh", "-c"];

    /// <summary>The script; empty for an instruction that only a builder can carry out.</summary>
    /// <param name="request">What was built.</param>
    /// <param name="failed">The instruction.</param>
    /// <param name="shell">The shell of the stage.</param>
    /// <param name="variables">The variables of the step.</param>
    public static string ScriptOf(ImageBuildRequest request, Instruction failed, ImmutableArray<string> shell, StageVariables variables) => failed switch
    {
        { Name: "RUN", IsJson: true } => Call(failed.Words),
        { Name: "RUN", Heredocs.IsEmpty: true } => Call([.. shell, failed.Arguments]),
        { Name: "RUN" } when WholeScript(request.Dockerfile, failed) is { } script => script.StartsWith("#!", StringComparison.Ordinal) ? script : Call([.. shell, script]),
        { Name: "RUN" } => Call([.. shell, $"{failed.Arguments}\n{Body(request.Dockerfile, failed)}"]),
        { Name: "WORKDIR" } => Call(["mkdir", "-p", "--", variables.Expand(failed.Arguments)]),
        _ => "",
    };

    /// <summary>The shell that the stage has at the step.</summary>
    public static ImmutableArray<string> ShellOf(ImageBuildRequest request, KeptPoint point)
    {
        var stages = request.Reading.Stages;
        for (int? stage = point.Stage; stage is { } number; stage = stages[number].Parent)
        {
            var instructions = stages[number].Stage.Instructions;
            var before = number == point.Stage ? instructions.Take(point.IsBase ? 0 : point.LeftOut) : instructions;
            if (before.LastOrDefault(instruction => instruction is { Name: "SHELL", IsJson: true, Words.IsEmpty: false }) is { } shell)
            {
                return shell.Words;
            }
        }

        return DefaultShell;
    }

    /// <summary>A here-document that is all that the instruction has is the script; null for other instructions.</summary>
    private static string? WholeScript(Dockerfile dockerfile, Instruction failed) => failed is { Words.Length: 1, Heredocs: [var only] }
        ? string.Concat(BodyLines(dockerfile, failed).SkipLast(1).Select(line => (only.StripsTabs ? line.TrimStart('\t') : line) + "\n"))
        : null;

    private static string Body(Dockerfile dockerfile, Instruction failed) => string.Concat(BodyLines(dockerfile, failed).Select(line => line + "\n"));

    private static IEnumerable<string> BodyLines(Dockerfile dockerfile, Instruction failed) =>
        dockerfile.Text.Split('\n')[failed.HeadEndLine..failed.EndLine].Select(line => line.TrimEnd('\r'));

    private static string Call(IEnumerable<string> words) => $"exec {string.Join(' ', words.Select(Quoted))}\n";

    private static string Quoted(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
