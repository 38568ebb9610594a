namespace Harpoon.Engine.Runs.Options.Volumes;

/// <summary>What is mounted into a container: docker's own words.</summary>
public enum VolumeType
{
    /// <summary>A file or folder of the host.</summary>
    Bind,

    /// <summary>A volume of the engine's: named, or anonymous and gone with the container.</summary>
    Volume,

    /// <summary>A folder in memory.</summary>
    Tmpfs,
}
