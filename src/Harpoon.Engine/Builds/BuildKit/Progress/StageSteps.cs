using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>What BuildKit numbers in a stage.</summary>
/// <param name="Base">The <c>FROM</c> of an image from elsewhere; empty for one of a stage or of nothing.</param>
/// <param name="Triggers">What the stage or image that it is on top of holds for it.</param>
/// <param name="Numbered">The base, and the stage's own instructions that make files.</param>
internal sealed record StageSteps(ImmutableArray<Instruction> Base, ImmutableArray<Instruction> Triggers, ImmutableArray<Instruction> Numbered)
{
    /// <summary>Whether the numbers are surely those that BuildKit gives, as far as the stage shows it: no triggers, and no folder that may be there already.</summary>
    public bool IsCertain => Triggers.IsEmpty && !Numbered.Any(instruction => instruction.Name == "WORKDIR" && !IsSurelyMade(instruction.Arguments));

    /// <param name="stage">The stage.</param>
    /// <param name="ofBases">What base images hold, each at the line of the <c>FROM</c>.</param>
    public static StageSteps Of(StageReading stage, ImmutableArray<Instruction> ofBases)
    {
        ImmutableArray<Instruction> image = stage.Parent is null && stage.BaseName != "scratch" ? [stage.Stage.From] : [];
        return new StageSteps(image, [.. stage.Triggers, .. ofBases.Where(trigger => image.Any(from => from.StartLine == trigger.StartLine))], [.. image, .. stage.Stage.Instructions.Where(MakesFiles)]);
    }

    /// <summary>Whether a step that is none of the stage's instructions is surely a trigger of its base image: it is one too many, or of a kind that the stage has not.</summary>
    public bool Lacks(StepName step) =>
        step.Total > Numbered.Length || step.Number > step.Total
        || !Numbered.Any(instruction => step.Instruction.StartsWith(instruction.Name + " ", StringComparison.OrdinalIgnoreCase));

    private static bool MakesFiles(Instruction instruction) => instruction.Name is "RUN" or "COPY" or "ADD" or "WORKDIR";

    private static bool IsSurelyMade(string folder) =>
        folder.Length > 1 && folder[0] == '/' && char.IsAsciiLetterOrDigit(folder[1]) && !folder.Contains("..", StringComparison.Ordinal);
}
