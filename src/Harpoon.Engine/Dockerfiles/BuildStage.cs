using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>A stage: a <c>FROM</c> and the instructions up to the next one.</summary>
/// <param name="From">The <c>FROM</c> itself.</param>
/// <param name="BaseName">Its image or stage, as written.</param>
/// <param name="Name">What <c>AS</c> calls the stage; null if it has no name.</param>
/// <param name="Instructions">What follows.</param>
public sealed record BuildStage(
    Instruction From,
    string BaseName,
    string? Name,
    ImmutableArray<Instruction> Instructions);
