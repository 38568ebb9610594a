using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Metadata;

/// <summary><c>$(DockerProvenance)</c>: how much an image says about its build.</summary>
public enum ProvenanceMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The base images, times and platform.</summary>
    Min,

    /// <summary>Also the Dockerfile, each step, and the values of build arguments.</summary>
    Max,
}

/// <summary>Reads <c>$(DockerProvenance)</c>.</summary>
public static class ProvenanceModes
{
    /// <summary>Reads the property.</summary>
    /// <exception cref="HarpoonException">HRP3220: it is neither.</exception>
    public static ProvenanceMode Parse(string text) => text.Trim().ToUpperInvariant() switch
    {
        "FALSE" => ProvenanceMode.None,
        "MIN" => ProvenanceMode.Min,
        "MAX" => ProvenanceMode.Max,
        _ => throw new HarpoonException(Diagnostic.Of("HRP3220", text)),
    };
}
