using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Archives.Extraction;

/// <summary>Where an archive's entries are written.</summary>
/// <param name="Folder">The full path of the folder that they arrive in, made where it is missing. What is there already under the same name is replaced, the rest stays.</param>
/// <param name="Name">What the first part of each name is called there; null if it is left out.</param>
internal sealed record ExtractionTarget(string Folder, string? Name)
{
    /// <summary>Says what in the project a warning is about.</summary>
    public Func<Diagnostic, Diagnostic> Place { get; init; } = diagnostic => diagnostic;
}

/// <summary>A file that was written.</summary>
/// <param name="Path">Its full path on this machine.</param>
/// <param name="Parts">Its folders below the target's, and its own name.</param>
internal sealed record ExtractedFile(string Path, ImmutableArray<string> Parts);
