using System.Collections.Immutable;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.Failures;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Builds.Kept;

/// <summary>The place in a Dockerfile at which a step failed.</summary>
/// <param name="Stage">The stage to keep, by its number from 0.</param>
/// <param name="Failed">The instruction that failed; of a trigger the instruction that the trigger holds.</param>
internal sealed record KeptPoint(int Stage, Instruction Failed)
{
    private const string OnBuild = "ONBUILD ";

    /// <summary>The first of the stage's instructions that is left out; as many as there are for none.</summary>
    public int LeftOut { get; private init; }

    /// <summary>The triggers that went well: they are carried out after the instructions of the stage, and can't be without the others on top of a base image.</summary>
    public ImmutableArray<Instruction> Added { get; private init; } = [];

    /// <summary>Whether it is the base image of the stage that is kept, and no instruction of the stage.</summary>
    public bool IsBase { get; private init; }

    /// <summary>Finds the place.</summary>
    /// <param name="request">What was built.</param>
    /// <param name="step">What failed.</param>
    /// <param name="ofBases">What base images hold, each at the line of the <c>FROM</c>.</param>
    /// <returns>The place; null if it is not known, or if it is a <c>FROM</c>.</returns>
    public static KeptPoint? Of(ImageBuildRequest request, FailedStep step, ImmutableArray<Instruction> ofBases)
    {
        var stages = request.Reading.Stages;
        for (var index = 0; index < stages.Length && step.Line is { } line; index++)
        {
            var stage = stages[index].Stage;
            if (Covers(stage.From, line))
            {
                return OfTrigger(stages, index, step, [.. ofBases.Where(trigger => trigger.StartLine == stage.From.StartLine)]);
            }

            var place = stage.Instructions.FindIndex(instruction => Covers(instruction, line));
            if (place >= 0)
            {
                return InstructionParser.Trigger(stage.Instructions[place]) is { } held
                    ? new KeptPoint(index, held) { LeftOut = stage.Instructions.Length, Added = Triggers(stage.Instructions.Take(place)) }
                    : new KeptPoint(index, stage.Instructions[place]) { LeftOut = place };
            }
        }

        return null;
    }

    private static KeptPoint? OfTrigger(ImmutableArray<StageReading> stages, int index, FailedStep step, ImmutableArray<Instruction> ofBase)
    {
        var text = step.Instruction.StartsWith(OnBuild, StringComparison.OrdinalIgnoreCase) ? step.Instruction[OnBuild.Length..] : step.Instruction;
        if (!step.IsTrigger && FailedStep.LooksUp(text))
        {
            return null;
        }

        var (parent, triggers) = stages[index].Parent is { } number ? (number, stages[index].Triggers) : (index, ofBase);
        var place = triggers.FindIndex(trigger => step.IsTrigger ? IsNamed(trigger, step.Message) : StepText.IsOf(trigger, text));
        if (place < 0)
        {
            // Podman says nothing of the triggers of an image before it carries them out, each as a step.
            return step.IsTrigger || parent != index ? null : new KeptPoint(index, InstructionParser.Parse(text, '\\', 0, 0)) { IsBase = true };
        }

        return parent == index
            ? new KeptPoint(index, triggers[place]) { IsBase = true, Added = triggers[..place] }
            : new KeptPoint(parent, triggers[place]) { LeftOut = stages[parent].Stage.Instructions.Length, Added = triggers[..place] };
    }

    /// <summary>Docker's classic builder says which trigger failed by the command that it ran, or by the instruction's name.</summary>
    private static bool IsNamed(Instruction trigger, string error) => trigger.Name == "RUN"
        ? error.Contains(trigger.IsJson ? string.Join(' ', trigger.Words) : trigger.Arguments, StringComparison.Ordinal)
        : error.StartsWith($"{trigger.Name} failed", StringComparison.Ordinal);

    private static ImmutableArray<Instruction> Triggers(IEnumerable<Instruction> instructions) =>
        [.. instructions.Select(InstructionParser.Trigger).OfType<Instruction>()];

    private static bool Covers(Instruction instruction, int line) => instruction.StartLine <= line && line <= instruction.EndLine;
}

/// <summary>Finds an element of an array by what it is.</summary>
internal static class ArraySearch
{
    public static int FindIndex<T>(this ImmutableArray<T> array, Predicate<T> matches)
    {
        for (var index = 0; index < array.Length; index++)
        {
            if (matches(array[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
