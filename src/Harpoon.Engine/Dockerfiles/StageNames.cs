using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Which stage a name means at some place of a Dockerfile.</summary>
/// <param name="stages">The stages of the Dockerfile.</param>
/// <param name="hasLaterStages">Whether an instruction may mean a later stage, as BuildKit has it; the classic builder then looks for an image.</param>
internal sealed class StageNames(ImmutableArray<BuildStage> stages, bool hasLaterStages)
{
    /// <summary>What a stage holds for those on top of it.</summary>
    public static ImmutableArray<Instruction> TriggersOf(BuildStage stage) =>
        [.. stage.Instructions.Select(InstructionParser.Trigger).OfType<Instruction>()];

    /// <summary>What all stages before one hold.</summary>
    public ImmutableArray<Instruction> TriggersBefore(int stage) => [.. stages.Take(stage).SelectMany(before => TriggersOf(before))];

    /// <summary>The stage that a <c>FROM</c> means; null for none. Of two with one name it is the later one.</summary>
    public int? Before(int stage, string? name)
    {
        for (var index = stage - 1; index >= 0; index--)
        {
            if (Is(index, name))
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>Whether a name in an instruction means a stage.</summary>
    public bool IsStage(int stage, string? name, bool alsoByNumber)
    {
        if (name is null)
        {
            return false;
        }

        var isNumber = int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return (alsoByNumber && isNumber && number >= 0 && number < (hasLaterStages ? stages.Length : stage))
            || Before(hasLaterStages ? stages.Length : stage, name) is not null;
    }

    private bool Is(int stage, string? name) =>
        stages[stage].Name is { } own && own.Equals(name, StringComparison.OrdinalIgnoreCase);
}
