using System.Collections.Immutable;

namespace Harpoon.Engine.Builds.Kept;

/// <summary>What is kept of a failed build: the stage as it was before the step that failed, and all that the step had beside it.</summary>
/// <param name="Image">The name of the image that holds the stage.</param>
/// <param name="ImageId">Its id.</param>
/// <param name="Instruction">The instruction that failed, on one line.</param>
public sealed record KeptStep(string Image, string ImageId, string Instruction)
{
    /// <summary>A shell script that does what the step did, with or without a first line that names its shell; empty for a step that only the builder can carry out.</summary>
    public string Script { get; init; } = "";

    /// <summary>The arguments that the step had as variables.</summary>
    public ImmutableArray<KeptVariable> Variables { get; init; } = [];

    /// <summary>What the step mounted, as far as a container can have it.</summary>
    public ImmutableArray<KeptMount> Mounts { get; init; } = [];

    /// <summary>What it mounted beside that, each as it was written.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>The network of the step, <c>host</c> or <c>none</c>; null for the engine's default.</summary>
    public string? Network { get; init; }

    /// <summary>Further lines of its <c>/etc/hosts</c>, as <c>name:address</c>.</summary>
    public ImmutableArray<string> ExtraHosts { get; init; } = [];

    /// <summary>The programs that may be its shell: that of the stage first.</summary>
    public ImmutableArray<string> Shells { get; init; } = [];

    /// <summary>The value of the label <c>harpoon.project</c>.</summary>
    public string Project { get; init; } = "";

    /// <summary>The command that opens a shell there.</summary>
    public string Command { get; init; } = "";
}

/// <summary>A build argument, as the step had it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsInherited">Whether the value is the build's own, and written nowhere in the project.</param>
public sealed record KeptVariable(string Name, string Value, bool IsInherited);

/// <summary>What a step mounted.</summary>
/// <param name="Target">Where, as a full path.</param>
public sealed record KeptMount(string Target)
{
    /// <summary>The folder of a context that is shown, as a full path of this machine; null for an empty folder.</summary>
    public string? Folder { get; init; }

    /// <summary>What of the folder is shown, as a path in it with forward slashes; empty for all.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether the step may write there.</summary>
    public bool IsWritable { get; init; }

    /// <summary>The options of a folder in memory; null for a volume.</summary>
    public string? Tmpfs { get; init; }
}

/// <summary>A failed build of which something is kept.</summary>
/// <param name="failure">The failure.</param>
/// <param name="kept">What is kept.</param>
public sealed class BuildKeptException(Diagnostics.HarpoonException failure, KeptStep kept) : Diagnostics.HarpoonException(failure.Diagnostics, failure)
{
    /// <summary>What is kept.</summary>
    public KeptStep Kept => kept;
}
