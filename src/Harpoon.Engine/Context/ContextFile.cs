using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Context;

/// <summary>A file, or a whole folder, from elsewhere that goes into the context: <c>@(DockerContextFile)</c>, or a publish output. A <c>.dockerignore</c> says nothing about it.</summary>
/// <param name="SourcePath">Its full path on this machine.</param>
/// <param name="TargetPath">Its path in the context.</param>
/// <param name="Mode">The permissions that it gets; null for its own. See <see cref="ContextFileMode"/>.</param>
/// <param name="Item">The item that it is; null for what no item named.</param>
public sealed record ContextFile(
    string SourcePath,
    string TargetPath,
    UnixFileMode? Mode = null,
    ItemReference? Item = null)
{
    /// <summary>Whether each build writes it again, as a publish does: then its content alone says whether it changed, and not its times.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>Whether it goes in with the same time and permissions on every machine, whatever it has on this one: the same content makes the same layer.</summary>
    public bool IsReproducible { get; init; }
}
