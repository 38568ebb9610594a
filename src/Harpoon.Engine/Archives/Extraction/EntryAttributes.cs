using System.Formats.Tar;

namespace Harpoon.Engine.Archives.Extraction;

/// <summary>What a file or folder keeps of what it was in its container: who may do what, and when it changed.</summary>
/// <param name="Path">The full path on this machine.</param>
/// <param name="Mode">The permissions. Setuid and setgid are left out: the files are the caller's here, who may be root.</param>
/// <param name="Modified">When it changed.</param>
internal sealed record EntryAttributes(string Path, UnixFileMode Mode, DateTime Modified)
{
    private const UnixFileMode Permissions = (UnixFileMode)0b_111_111_111;

    public static EntryAttributes Of(TarEntry entry, string path) => new(path, entry.Mode & Permissions, Clamped(entry.ModificationTime));

    public void ApplyToFile() => LocalWrite.Guard(Path, () =>
    {
        File.SetLastWriteTimeUtc(Path, Modified);
        ApplyMode();
    });

    public void ApplyToFolder() => LocalWrite.Guard(Path, () =>
    {
        Directory.SetLastWriteTimeUtc(Path, Modified);
        ApplyMode();
    });

    private void ApplyMode()
    {
        // Windows has no such permissions.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, Mode);
        }
    }

    // No file system has a file from before it was invented, but an archive may say so.
    private static DateTime Clamped(DateTimeOffset time) => time < DateTimeOffset.UnixEpoch ? DateTime.UnixEpoch : time.UtcDateTime;
}
