using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>A stage, and what its <c>FROM</c> means.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="BaseName">The image or stage, with arguments put in; null if it can't be known.</param>
/// <param name="Parent">The number of the stage that it is on top of; null for none.</param>
/// <param name="Triggers">What that stage holds for it, or any before it if it isn't known which.</param>
internal sealed record StageReading(BuildStage Stage, string? BaseName, int? Parent, ImmutableArray<Instruction> Triggers)
{
    /// <summary>The named context that it is on top of, or that takes its place; null for none.</summary>
    public NamedContext? Context { get; init; }
}
