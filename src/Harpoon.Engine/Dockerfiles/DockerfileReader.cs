using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Dockerfiles.Words;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Reads a Dockerfile as a builder does: with the values of its arguments, and each name for the stage or image that it means.</summary>
internal static class DockerfileReader
{
    /// <param name="syntax">The Dockerfile.</param>
    /// <param name="buildArguments">The build arguments; a null value leaves the default.</param>
    /// <param name="automatic">What the builder defines by itself; null for nothing.</param>
    public static DockerfileReading Read(
        DockerfileSyntax syntax, IReadOnlyDictionary<string, string?> buildArguments, AutomaticArguments? automatic = null)
    {
        automatic ??= AutomaticArguments.None;
        var expansion = new VariableExpansion(GlobalArguments.Of(syntax, buildArguments, automatic), syntax.Escape);
        var stages = new StageNames(syntax.Stages, hasLaterStages: automatic.AreBuildKits);
        var images = ImmutableArray.CreateBuilder<BaseImage>();
        var instructions = ImmutableArray.CreateBuilder<Instruction>();
        var read = ImmutableArray.CreateBuilder<StageReading>(syntax.Stages.Length);
        for (var index = 0; index < syntax.Stages.Length; index++)
        {
            var stage = syntax.Stages[index];
            var name = expansion.Expand(stage.BaseName);
            var parent = stages.Before(index, name);
            if (parent is null && name != "scratch")
            {
                images.Add(Base(stage, name, expansion));
            }

            // A stage on top of one that can't be known may be on top of any.
            var triggers = name is null ? stages.TriggersBefore(index) : parent is { } number ? StageNames.TriggersOf(syntax.Stages[number]) : [];
            read.Add(new StageReading(stage, name, parent, triggers));
            foreach (var instruction in triggers.Concat(stage.Instructions))
            {
                instructions.Add(instruction);
                images.AddRange(CopiedFrom(instruction, index, stages));
            }
        }

        return new DockerfileReading(images.ToImmutable(), instructions.ToImmutable(), read.MoveToImmutable());
    }

    private static BaseImage Base(BuildStage stage, string? name, VariableExpansion expansion)
    {
        var platform = stage.From.Flag("platform") is { Length: > 0 } asked ? asked : null;
        var known = platform is null ? null : expansion.Expand(platform);
        var unknown = name is null ? stage.BaseName : platform is not null && known is null ? platform : null;
        return new BaseImage(name ?? "", known, stage.From.StartLine) { Unknown = unknown };
    }

    /// <summary>The images that an instruction copies from or shows. Engines put no variables into these names, and newer ones refuse them.</summary>
    private static IEnumerable<BaseImage> CopiedFrom(Instruction instruction, int stage, StageNames stages)
    {
        var sources = instruction.Name == "COPY"
            ? stages.IsStage(stage, instruction.Flag("from"), alsoByNumber: true) ? [] : [instruction.Flag("from")]
            : RunMount.All(instruction).Select(mount => mount.From).Where(from => !stages.IsStage(stage, from, alsoByNumber: false));
        return sources.OfType<string>().Where(source => source.Length > 0 && source != "scratch").Select(source =>
            source.Contains('$', StringComparison.Ordinal)
                ? new BaseImage("", null, instruction.StartLine) { Unknown = source }
                : new BaseImage(source, null, instruction.StartLine));
    }
}
