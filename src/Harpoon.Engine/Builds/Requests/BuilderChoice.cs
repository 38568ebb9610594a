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
