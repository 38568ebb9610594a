using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Dockerfiles.Words;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Reads a Dockerfile as a builder does: with the values of its arguments, and each name for the stage or image that it means.</summary>
internal static class DockerfileReader
{
    /// <param name="syntax">The Dockerfile.</param>
    /// <param name="buildArguments">The build arguments; a null value leaves the default.</param>
    /// <param name="automatic">What the builder defines by itself; null for nothing.</param>
    /// <param name="contexts">The named contexts.</param>
    public static DockerfileReading Read(
        DockerfileSyntax syntax,
        IReadOnlyDictionary<string, string?> buildArguments,
        AutomaticArguments? automatic = null,
        ImmutableArray<NamedContext> contexts = default)
    {
        automatic ??= AutomaticArguments.None;
        var expansion = new VariableExpansion(GlobalArguments.Of(syntax, buildArguments, automatic), syntax.Escape);
        var uses = new ContextUses(new NamedContexts(contexts));
        ImmutableArray<BuildStage> all = [.. syntax.Stages.Select(stage => uses.IsReplaced(stage.Name) ? stage with { Instructions = [] } : stage)];
        var stages = new StageNames(all, hasLaterStages: automatic.AreBuildKits);
        var images = ImmutableArray.CreateBuilder<BaseImage>();
        var instructions = ImmutableArray.CreateBuilder<Instruction>();
        var read = ImmutableArray.CreateBuilder<StageReading>(all.Length);
        for (var index = 0; index < all.Length; index++)
        {
            var stage = all[index];
            var name = expansion.Expand(stage.BaseName);
            var parent = uses.IsReplaced(stage.Name) ? null : stages.Before(index, name);
            var context = parent is null ? uses.OfFrom(stage.From, stage.Name, name) : null;
            if (context is not null ? context.Image is not null : parent is null && name != "scratch")
            {
                images.Add(Base(stage, context is null ? name : context.Image, expansion));
            }

            // A stage on top of one that can't be known may be on top of any.
            var triggers = name is null ? stages.TriggersBefore(index) : parent is { } number ? StageNames.TriggersOf(all[number]) : [];
            read.Add(new StageReading(stage, name, parent, triggers) { Context = context });
            foreach (var instruction in triggers.Concat(stage.Instructions))
            {
                instructions.Add(instruction);
                images.AddRange(CopiedFrom(instruction, index, stages, uses));
            }
        }

        return new DockerfileReading(images.ToImmutable(), instructions.ToImmutable(), read.MoveToImmutable()) { Contexts = uses.All };
    }

    private static BaseImage Base(BuildStage stage, string? name, VariableExpansion expansion)
    {
        var platform = stage.From.Flag("platform") is { Length: > 0 } asked ? asked : null;
        var known = platform is null ? null : expansion.Expand(platform);
        var unknown = name is null ? stage.BaseName : platform is not null && known is null ? platform : null;
        return new BaseImage(name ?? "", known, stage.From.StartLine) { Unknown = unknown };
    }

    /// <summary>The images that an instruction copies from or shows. Engines put no variables into these names, and newer ones refuse them.</summary>
    private static IEnumerable<BaseImage> CopiedFrom(Instruction instruction, int stage, StageNames stages, ContextUses uses)
    {
        var sources = instruction.Name == "COPY"
            ? stages.IsStage(stage, instruction.Flag("from"), alsoByNumber: true) ? [] : [instruction.Flag("from")]
            : RunMount.All(instruction).Select(mount => mount.From).Where(from => !stages.IsStage(stage, from, alsoByNumber: false));
        foreach (var source in sources.OfType<string>().Where(source => source.Length > 0 && source != "scratch"))
        {
            if (source.Contains('$', StringComparison.Ordinal))
            {
                yield return new BaseImage("", null, instruction.StartLine) { Unknown = source };
            }
            else if (uses.Of(instruction, source) is not { } context)
            {
                yield return new BaseImage(source, null, instruction.StartLine);
            }
            else if (context.Image is { } image)
            {
                yield return new BaseImage(image, null, instruction.StartLine);
            }
        }
    }
}
