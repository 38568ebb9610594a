using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>A Dockerfile's instructions and stages, and what follows from them before anything is sent.</summary>
/// <param name="Escape">The character that escapes, and continues a line.</param>
/// <param name="GlobalArguments">The <c>ARG</c>s before the first <c>FROM</c>.</param>
/// <param name="Stages">The stages, in order.</param>
public sealed record DockerfileSyntax(
    char Escape,
    ImmutableArray<Instruction> GlobalArguments,
    ImmutableArray<BuildStage> Stages)
{
    /// <summary>The image that reads the Dockerfile instead of the engine (<c># syntax=</c>), which only BuildKit supports; null for none.</summary>
    public string? Frontend { get; init; }

    /// <summary>Why it is no Dockerfile, where its frontend reads another grammar; null for one.</summary>
    public HarpoonException? Refusal { get; init; }

    /// <summary>Whether the image that reads it is none of Docker's, so that its grammar is not known.</summary>
    public bool HasOtherGrammar => Frontend is not null && !FrontendDirective.ReadsDockerfiles(Frontend);

    /// <summary>What the engine takes, and is hardly meant.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; init; } = [];

    /// <summary>All instructions, in the order that the classic builder numbers them.</summary>
    public IEnumerable<Instruction> Instructions =>
        GlobalArguments.Concat(Stages.SelectMany(stage => stage.Instructions.Prepend(stage.From)));

    /// <summary>What a builder executes for a target: the classic builder, every stage up to it; BuildKit, no others unless one of these copies from a later one.</summary>
    /// <param name="target">The name of a stage, or its number from 0; null or empty for the last.</param>
    /// <param name="byBuildKit">Whether BuildKit builds.</param>
    /// <exception cref="HarpoonException">HRP2012: there is no such stage.</exception>
    public DockerfileSyntax UpTo(string? target, bool byBuildKit = false)
    {
        if (string.IsNullOrEmpty(target) || Refusal is not null)
        {
            return this;
        }

        var index = IndexOfStage(target, byBuildKit);
        if (index < 0)
        {
            throw new HarpoonException(Diagnostic.Of("HRP2012", target, NamesOfStages()).AboutProperty(OptionNames.BuildTarget));
        }

        var upTo = this with { Stages = Stages[..(index + 1)] };
        return byBuildKit && NeedsMoreThan(upTo) ? this : upTo;
    }

    /// <summary>Whether the first stages copy from a later one: what is an image's name without it is a stage's with it.</summary>
    private bool NeedsMoreThan(DockerfileSyntax first)
    {
        var (all, some) = (new StageNames(Stages, hasLaterStages: true), new StageNames(first.Stages, hasLaterStages: true));
        return first.Stages.SelectMany(stage => stage.Instructions).Select(instruction => InstructionParser.Trigger(instruction) ?? instruction).Any(instruction =>
            IsLater(instruction.Name == "COPY" ? instruction.Flag("from") : null, alsoByNumber: true)
            || RunMount.All(instruction).Any(mount => IsLater(mount.From, alsoByNumber: false)));

        bool IsLater(string? name, bool alsoByNumber) => all.IsStage(0, name, alsoByNumber) && !some.IsStage(0, name, alsoByNumber);
    }

    /// <summary>Of two stages with one name BuildKit builds the later one, and the classic builder the first.</summary>
    private int IndexOfStage(string target, bool byBuildKit)
    {
        var named = byBuildKit
            ? Stages.LastOrDefault(stage => string.Equals(stage.Name, target, StringComparison.OrdinalIgnoreCase))
            : Stages.FirstOrDefault(stage => string.Equals(stage.Name, target, StringComparison.OrdinalIgnoreCase));
        if (named is not null)
        {
            return Stages.IndexOf(named);
        }

        var isNumber = int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number < Stages.Length ? number : -1;
    }

    private string NamesOfStages()
    {
        var names = Stages.Select((stage, i) => stage.Name ?? i.ToString(CultureInfo.InvariantCulture));
        return string.Join(", ", names);
    }
}
