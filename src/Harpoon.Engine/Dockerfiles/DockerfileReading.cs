using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Dockerfiles.Words;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>What a builder makes of a Dockerfile: what it does for each stage, and what it needs for that.</summary>
/// <param name="Bases">The images that the build needs from elsewhere, in order: neither <c>scratch</c> nor its own stages.</param>
/// <param name="Instructions">What is carried out, in order: of an <c>ONBUILD</c> the instruction that it holds, in each stage on top of its own.</param>
/// <param name="Stages">The stages, in order.</param>
internal sealed record DockerfileReading(ImmutableArray<BaseImage> Bases, ImmutableArray<Instruction> Instructions, ImmutableArray<StageReading> Stages)
{
    /// <summary>Whether an instruction reads the build context; where none does, none need be sent.</summary>
    public bool CopiesFromContext => Instructions.Any(ReadsContext);

    /// <summary>Whether an <c>ADD</c> fetches something that can change at any time, or may.</summary>
    public bool AddsRemote => Instructions.Any(instruction => instruction.Name == "ADD" && CopySources.Of(instruction).Any(CopySources.MayBeRemote));

    /// <summary>A base image that can't be known, or not for which platform; null if all are known.</summary>
    public BaseImage? Unknown => Bases.FirstOrDefault(image => image.Unknown is not null);

    /// <summary>What only BuildKit understands, in order.</summary>
    public ImmutableArray<BuildKitFeature> BuildKitFeatures => [.. Instructions.SelectMany(Dockerfiles.BuildKitFeatures.Of).Distinct()];

    public static DockerfileReading Of(
        DockerfileSyntax syntax, IReadOnlyDictionary<string, string?> buildArguments, AutomaticArguments automatic)
    {
        var expansion = new VariableExpansion(GlobalArguments.Of(syntax, buildArguments, automatic), syntax.Escape);
        var stages = new StageNames(syntax, hasLaterStages: automatic.AreBuildKits);
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

    private static bool ReadsContext(Instruction instruction) => instruction.Name switch
    {
        "COPY" => string.IsNullOrEmpty(instruction.Flag("from")) && CopySources.Of(instruction).Any(),
        "ADD" => CopySources.Of(instruction).Any(source => !CopySources.IsRemote(source)),
        "RUN" => RunMount.All(instruction).Any(mount => mount.UsesContext),
        _ => false,
    };
}
