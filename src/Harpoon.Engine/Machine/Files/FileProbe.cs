namespace Harpoon.Engine.Machine.Files;

/// <summary>Asks the file system about files without following links.</summary>
internal abstract class FileProbe
{
    /// <summary>The best one that works on this machine.</summary>
    public static FileProbe Create() =>
        OperatingSystem.IsLinux() && LinuxFileProbe.IsSupported() ? new LinuxFileProbe() : new PortableFileProbe();

    /// <summary>What is at a path; null if nothing is.</summary>
    /// <exception cref="IOException">The file system can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not know.</exception>
    public abstract FileStatus? Find(string path);
}
