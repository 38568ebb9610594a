using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>What to copy out of a container when its command has ended.</summary>
/// <param name="Path">A file or folder in the container, from its root, which arrives under its own name; a folder that ends in <c>/.</c> arrives without: what is in it does. A symbolic link is followed.</param>
/// <param name="Destination">The full path of the folder that it arrives in, made where it is missing. What is there already under the same name is replaced, the rest stays.</param>
public sealed record CopyOutItem(string Path, string Destination);

/// <summary>What became of the files to copy out.</summary>
/// <param name="Files">The files that were copied.</param>
/// <param name="Failures">What to report as errors.</param>
public sealed record CopyOutOutcome(ImmutableArray<CopiedFile> Files, ImmutableArray<Diagnostic> Failures)
{
    /// <summary>Nothing was to be copied.</summary>
    public static CopyOutOutcome None { get; } = new([], []);
}

/// <summary>A file that was copied out of a container.</summary>
/// <param name="Path">Its full path on this machine.</param>
/// <param name="ContainerPath">Its path in the container.</param>
public sealed record CopiedFile(string Path, string ContainerPath);
