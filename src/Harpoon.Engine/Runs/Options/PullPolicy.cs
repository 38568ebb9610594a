namespace Harpoon.Engine.Runs.Options;

/// <summary>When the image of a run is pulled: the docker CLI's <c>--pull</c>.</summary>
public enum PullPolicy
{
    /// <summary>Where the engine lacks it.</summary>
    Missing,

    /// <summary>Before each run: the registry may have a newer one.</summary>
    Always,

    /// <summary>Not at all: a run of what the engine lacks fails.</summary>
    Never,
}
