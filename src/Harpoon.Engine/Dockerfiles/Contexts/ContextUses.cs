using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Dockerfiles.Contexts;

/// <summary>Collects which instructions of a Dockerfile mean a named context, while it is read.</summary>
internal sealed class ContextUses(NamedContexts contexts)
{
    private readonly ImmutableArray<ContextUse>.Builder _uses = ImmutableArray.CreateBuilder<ContextUse>();

    /// <summary>What was found so far.</summary>
    public ImmutableArray<ContextUse> All => _uses.ToImmutable();

    /// <summary>Whether a context takes the place of a stage.</summary>
    /// <param name="stage">What <c>AS</c> calls the stage; null for none.</param>
    public bool IsReplaced(string? stage) => Replacing(stage) is not null;

    /// <summary>The context that a stage starts from, or that takes its place; null for none.</summary>
    /// <param name="from">The stage's <c>FROM</c>.</param>
    /// <param name="stage">What <c>AS</c> calls the stage; null for none.</param>
    /// <param name="image">What it is on top of, which is no stage; null if it can't be known.</param>
    public NamedContext? OfFrom(Instruction from, string? stage, string? image)
    {
        var replacing = Replacing(stage);
        var context = replacing ?? contexts.Find(image);
        if (context is not null)
        {
            _uses.Add(new ContextUse(context, from.StartLine, from.Words[0]) { Replaced = replacing is null ? image : stage, ReplacesStage = replacing is not null });
        }

        return context;
    }

    /// <summary>The context that another instruction means; null for none.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="source">What it copies from or mounts, which is no stage.</param>
    public NamedContext? Of(Instruction instruction, string source)
    {
        var context = contexts.Find(source);
        if (context is not null)
        {
            _uses.Add(new ContextUse(context, instruction.StartLine, source));
        }

        return context;
    }

    // The frontend has the names of stages in small letters.
    private NamedContext? Replacing(string? stage) => contexts.Find(stage?.ToLowerInvariant());
}
