using System.Runtime.InteropServices;

namespace Harpoon.Engine.Machine;

/// <summary>A user of a Unix machine, by number.</summary>
/// <param name="UserId">The uid.</param>
/// <param name="GroupId">The gid.</param>
public sealed partial record HostUser(uint UserId, uint GroupId)
{
    /// <summary>Who runs this process; null on Windows, whose users have no such numbers.</summary>
    internal static HostUser? OfProcess() =>
        OperatingSystem.IsWindows() ? null : new HostUser(EffectiveUserId(), EffectiveGroupId());

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{UserId}:{GroupId}");

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint EffectiveGroupId();
}
