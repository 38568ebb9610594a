namespace Harpoon.Engine.Builds;

/// <summary><c>$(DockerBuilder)</c>: which of an engine's builders builds.</summary>
public enum BuilderChoice
{
    /// <summary>The best one that the engine and this version of Harpoon share.</summary>
    Auto,

    /// <summary>BuildKit.</summary>
    BuildKit,

    /// <summary>The classic builder, which every engine has.</summary>
    Classic,
}
