using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Runs.Options.Volumes;

/// <summary>Something that is mounted into a container.</summary>
/// <param name="Type">What.</param>
/// <param name="Source">A bind's full path, or a volume's name; null for an anonymous volume and for memory.</param>
/// <param name="Target">Where in the container, as a full path.</param>
public sealed record VolumeMount(VolumeType Type, string? Source, string Target)
{
    /// <summary>What comes behind, between commas, in the engine's words: <c>ro</c>, <c>z</c>, <c>size=64m</c>; may be empty.</summary>
    public string Options { get; init; } = "";

    /// <summary>The item that asks for it; null where none does.</summary>
    public ItemReference? Item { get; init; }

    /// <summary>Whether the container may only read it.</summary>
    public bool IsReadOnly => Options.Split(',').Contains("ro");

    /// <summary>Reads one as the docker CLI's <c>--volume</c> does, or its <c>--tmpfs</c>.</summary>
    /// <param name="request">What the user wrote.</param>
    /// <param name="host">Where a relative path starts.</param>
    /// <exception cref="HarpoonException">HRP4102: it is no volume.</exception>
    public static VolumeMount Parse(VolumeRequest request, HostEnvironment host) => VolumeGrammar.Parse(request, host);

    /// <summary>What is at its place in the container, for finding the files of this machine that the container's paths mean.</summary>
    public MountedFolder ToMountedFolder() => new(Type == VolumeType.Bind ? Source : null, Target.TrimEnd('/'));

    /// <summary>As the engine takes a bind or a named volume: <c>source:target:options</c>.</summary>
    internal string ToBind() => Options.Length == 0 ? $"{Source}:{Target}" : $"{Source}:{Target}:{Options}";
}
