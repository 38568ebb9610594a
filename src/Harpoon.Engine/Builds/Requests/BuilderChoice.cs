using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Requests;

/// <summary><c>$(DockerBuilder)</c>: which of an engine's builders builds.</summary>
public enum BuilderChoice
{
    /// <summary>BuildKit where the engine has it, else the classic builder.</summary>
    Auto,

    /// <summary>BuildKit.</summary>
    BuildKit,

    /// <summary>The classic builder, which every engine has.</summary>
    Classic,
}

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
        _ when BuilderAddress.IsOne(text) => BuilderChoice.BuildKit,
        _ => throw new HarpoonException(Diagnostic.Of("HRP3012", text)),
    };
}
