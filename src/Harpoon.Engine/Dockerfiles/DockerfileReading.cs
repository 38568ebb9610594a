using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>What a builder makes of a Dockerfile: what it does for each stage, and what it needs for that.</summary>
/// <param name="Bases">The images that the build needs from elsewhere, in order: neither <c>scratch</c> nor its own stages.</param>
/// <param name="Instructions">What is carried out, in order: of an <c>ONBUILD</c> the instruction that it holds, in each stage on top of its own.</param>
/// <param name="Stages">The stages, in order.</param>
internal sealed record DockerfileReading(ImmutableArray<BaseImage> Bases, ImmutableArray<Instruction> Instructions, ImmutableArray<StageReading> Stages)
{
    /// <summary>The instructions that mean a named context, in order. An image that one is, is among the bases too.</summary>
    public ImmutableArray<ContextUse> Contexts { get; init; } = [];

    /// <summary>Whether an instruction reads the build context; where none does, none need be sent.</summary>
    public bool CopiesFromContext => Instructions.Any(ReadsContext);

    /// <summary>Whether an <c>ADD</c> fetches something that can change at any time, or may.</summary>
    public bool AddsRemote => Instructions.Any(instruction => instruction.Name == "ADD" && CopySources.Of(instruction).Any(CopySources.MayBeRemote));

    /// <summary>A base image that can't be known, or not for which platform; null if all are known.</summary>
    public BaseImage? Unknown => Bases.FirstOrDefault(image => image.Unknown is not null);

    /// <summary>What only BuildKit understands, in order.</summary>
    public ImmutableArray<BuildKitFeature> BuildKitFeatures => [.. Instructions.SelectMany(Dockerfiles.BuildKitFeatures.Of).Distinct()];

    private static bool ReadsContext(Instruction instruction) => instruction.Name switch
    {
        "COPY" => string.IsNullOrEmpty(instruction.Flag("from")) && CopySources.Of(instruction).Any(),
        "ADD" => CopySources.Of(instruction).Any(source => !CopySources.IsRemote(source)),
        "RUN" => RunMount.All(instruction).Any(mount => mount.UsesContext),
        _ => false,
    };
}
