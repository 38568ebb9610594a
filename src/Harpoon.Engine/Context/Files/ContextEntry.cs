using System.Collections.ObjectModel;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Context.Files;

/// <summary>One file, folder, link, pipe or device of a context.</summary>
/// <param name="Path">Its path in the context, with forward slashes.</param>
/// <param name="Status">Its type, mode, size and times.</param>
internal sealed record ContextEntry(string Path, FileStatus Status)
{
    /// <summary>Where it is read from; null for one that is not on disk.</summary>
    public string? SourcePath { get; init; }

    /// <summary>What it holds, when it is not on disk.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Where a link points to, as it was written; null for what is no link.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Its extended attributes by name.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ExtendedAttributes { get; init; } = ReadOnlyDictionary<string, ReadOnlyMemory<byte>>.Empty;

    /// <summary>Whether its times say nothing about whether it changed.</summary>
    public bool IsRewritten { get; init; }
}
