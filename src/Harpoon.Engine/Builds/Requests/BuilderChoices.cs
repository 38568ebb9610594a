using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>Reads <c>$(DockerBuilder)</c>.</summary>
public static class BuilderChoices
{
    /// <summary>Reads the property; empty is <see cref="BuilderChoice.Auto"/>.</summary>
    /// <exception cref="HarpoonException">HRP3012: it names no builder.</exception>
    public static BuilderChoice Parse(string? text) => (text ?? "").Trim().ToUpperInvariant() switch
    {
        "" or "AUTO" => BuilderChoice.Auto,
        "BUILDKIT" => BuilderChoice.BuildKit,
        "CLASSIC" => BuilderChoice.Classic,
        _ => throw new HarpoonException(Diagnostic.Of("HRP3012", text)),
    };
}
