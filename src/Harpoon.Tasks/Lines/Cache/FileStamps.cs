using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Cache;

/// <summary>
/// The stamps of files that many projects of a build import: each is read once. One of the SDK is looked at once in a build, as MSBuild reads it once; of another the time and
/// size are looked at each time.
/// </summary>
internal sealed class FileStamps
{
    private const string Key = "Harpoon: files";

    /// <summary>A file that was written more lately may be written again without a new time.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, FileStamp> _fixed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Path, DateTime Time, long Size), FileStamp> _read = new();

    /// <summary>A build's own; gone when the build ends.</summary>
    public static FileStamps Of(IBuildEngine engine)
    {
        if (engine is not IBuildEngine4 build)
        {
            return new FileStamps();
        }

        if (build.GetRegisteredTaskObject(Key, RegisteredTaskObjectLifetime.Build) is not FileStamps stamps)
        {
            stamps = new FileStamps();
            build.RegisterTaskObject(Key, stamps, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        return stamps;
    }

    /// <inheritdoc cref="FileStamp.Of"/>
    public FileStamp Of(string path, string sdkFolder)
    {
        if (path.StartsWith(sdkFolder, StringComparison.Ordinal))
        {
            return _fixed.GetOrAdd(path, static (path, folder) => FileStamp.Of(path, folder), sdkFolder);
        }

        var file = new FileInfo(path);
        if (!file.Exists || DateTime.UtcNow - file.LastWriteTimeUtc < Settled)
        {
            return FileStamp.Of(path, sdkFolder);
        }

        return _read.GetOrAdd((path, file.LastWriteTimeUtc, file.Length), static (file, folder) => FileStamp.Of(file.Path, folder), sdkFolder);
    }
}
