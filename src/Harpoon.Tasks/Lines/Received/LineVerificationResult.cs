using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Tasks.Lines.Received;

/// <summary>What the comparison found.</summary>
/// <param name="Errors">Each text that MSBuild lost or changed, with its place and what to write instead; empty when all is well.</param>
/// <param name="Warnings">Names that are nearly Harpoon's; or why nothing could be compared, when that is so.</param>
/// <param name="Lines">The <c>DockerfileLine</c> items, each with its place where that is known.</param>
/// <param name="TextLocations">For each line of <c>$(DockerfileText)</c>, its place.</param>
public sealed record LineVerificationResult(
    ImmutableArray<Diagnostic> Errors,
    ImmutableArray<Diagnostic> Warnings,
    ImmutableArray<DockerfileLine> Lines,
    ImmutableArray<SourceLocation?> TextLocations);
