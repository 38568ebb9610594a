namespace Harpoon.Engine.Machine;

/// <summary>The kind of system that the build runs on.</summary>
public enum HostPlatform
{
    /// <summary>Linux, and whatever else is neither of the others.</summary>
    Linux,

    /// <summary>macOS.</summary>
    MacOS,

    /// <summary>Windows.</summary>
    Windows,
}
