using Harpoon.Engine.Diagnostics;

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

/// <summary>Reads the docker CLI's <c>--pull</c>.</summary>
public static class PullPolicies
{
    /// <summary>Reads <c>always</c>, <c>missing</c> or <c>never</c>, in any case.</summary>
    /// <exception cref="HarpoonException">HRP4111: it is none of them.</exception>
    public static PullPolicy Parse(string text) => text.Trim().ToUpperInvariant() switch
    {
        "MISSING" => PullPolicy.Missing,
        "ALWAYS" => PullPolicy.Always,
        "NEVER" => PullPolicy.Never,
        _ => throw new HarpoonException(Diagnostic.Of("HRP4111", text)),
    };
}
