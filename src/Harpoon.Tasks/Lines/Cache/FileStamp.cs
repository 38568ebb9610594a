using System.Globalization;
using System.Security.Cryptography;

namespace Harpoon.Tasks.Lines.Cache;

/// <summary>A file that an evaluation read, or one that it would have read had it been there.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Stamp">A digest of its bytes, for one of the SDK its time and size; <see cref="Absent"/> where it is not there.</param>
internal sealed record FileStamp(string Path, string Stamp)
{
    /// <summary>Stands for a file that is not there.</summary>
    public const string Absent = "absent";

    /// <param name="path">The full path.</param>
    /// <param name="sdkFolder">The folder whose files an installer writes and that are not edited: time and size identify them.</param>
    public static FileStamp Of(string path, string sdkFolder)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return new FileStamp(path, Absent);
        }

        if (!path.StartsWith(sdkFolder, StringComparison.Ordinal))
        {
            return new FileStamp(path, Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));
        }

        var ticks = file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture);
        var size = file.Length.ToString(CultureInfo.InvariantCulture);
        return new FileStamp(path, $"{ticks}/{size}");
    }
}
