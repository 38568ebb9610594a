using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options.Volumes;

/// <summary>Something that is mounted into a container.</summary>
/// <param name="Type">What.</param>
/// <param name="Source">A bind's full path, or a volume's name; null for an anonymous volume and for memory.</param>
/// <param name="Target">Where in the container, as a full path.</param>
public sealed record VolumeMount(VolumeType Type, string? Source, string Target)
{
    /// <summary>What comes behind, between commas, as the engine writes it: <c>ro</c>, <c>z</c>, <c>size=64m</c>; may be empty.</summary>
    public string Options { get; init; } = "";

    /// <summary>The item that asks for it; null if none does.</summary>
    public ItemReference? Item { get; init; }

    /// <summary>Whether the container may only read it.</summary>
    public bool IsReadOnly => Options.Split(',').Contains("ro");

    /// <summary>What is at its place in the container, for finding the files of this machine that the container's paths mean.</summary>
    public MountedFolder ToMountedFolder() => new(Type == VolumeType.Bind ? Source : null, Target.TrimEnd('/'));

    /// <summary>As the engine takes a bind or a named volume: <c>source:target:options</c>.</summary>
    internal string ToBind() => Options.Length == 0 ? $"{Source}:{Target}" : $"{Source}:{Target}:{Options}";
}

/// <summary>What is mounted into a container, in docker's terms.</summary>
public enum VolumeType
{
    /// <summary>A file or folder of the host.</summary>
    Bind,

    /// <summary>A volume of the engine's: named, or anonymous and gone with the container.</summary>
    Volume,

    /// <summary>A folder in memory.</summary>
    Tmpfs,
}

/// <summary>A volume as a user wrote it.</summary>
/// <param name="Text"><c>source:target:options</c>, <c>source:target</c> or <c>target</c>; the source alone where <paramref name="Target"/> is given.</param>
/// <param name="Target">Where in the container; null if the text says it.</param>
/// <param name="Type"><c>bind</c>, <c>volume</c> or <c>tmpfs</c>; null if the text shows it: what looks like a path is a bind.</param>
/// <param name="ReadOnly">Whether the container may only read it; null if the text says it.</param>
public sealed record VolumeRequest(string Text, string? Target = null, string? Type = null, bool? ReadOnly = null);

/// <summary>A place in a container where something else is than in its image.</summary>
/// <param name="Source">The full path of the file or folder of this machine that is there; null if it is none of this machine's, as in a volume.</param>
/// <param name="Target">Where in the container, as a full path without a slash at its end.</param>
public sealed record MountedFolder(string? Source, string Target);
