using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.DotnetRun;

/// <summary>The files that hold what is deferred, which their owner alone may read.</summary>
public static class DeferredFile
{
    private const int NameBytes = 6;

    // The program that reads a file starts within seconds.
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <inheritdoc cref="Write{T}"/>
    public static string Write(string folder, DeferredBuild build) => Write(folder, build.Project, "build", build, DeferredJson.Default.DeferredBuild);

    /// <inheritdoc cref="Write{T}"/>
    public static string Write(string folder, DeferredRun run) => Write(folder, run.Project, "run", run, DeferredJson.Default.DeferredRun);

    /// <summary>Writes the shell of a project's last failed build, in place of the one before.</summary>
    /// <inheritdoc cref="Write{T}"/>
    public static string WriteShell(string folder, DeferredRun run) =>
        WriteBytes(ShellPath(folder, run.Project), JsonSerializer.SerializeToUtf8Bytes(run, DeferredJson.Default.DeferredRun));

    /// <summary>Where <see cref="WriteShell"/> writes to.</summary>
    public static string ShellPath(string folder, string project) => Path.Combine(folder, "harpoon", $"{Path.GetFileNameWithoutExtension(project)}.failed.json");

    /// <inheritdoc cref="Read{T}"/>
    public static DeferredBuild ReadBuild(string path) => Read(path, DeferredJson.Default.DeferredBuild);

    /// <inheritdoc cref="Read{T}"/>
    public static DeferredRun ReadRun(string path) => Read(path, DeferredJson.Default.DeferredRun);

    /// <summary>Writes one. Its name is made of its content, so that two runs at once that differ don't read each other's.</summary>
    /// <returns>The full path.</returns>
    /// <exception cref="HarpoonException">HRP4302: it can't be written.</exception>
    private static string Write<T>(string folder, string project, string kind, T deferred, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(deferred, type);
        var name = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, NameBytes));
        var path = WriteBytes(Path.Combine(folder, "harpoon", $"{Path.GetFileNameWithoutExtension(project)}.{name}.{kind}.json"), json);
        ForgetOld(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(project)}.*.{kind}.json");
        return path;
    }

    private static string WriteBytes(string path, byte[] json)
    {
        var part = $"{path}.{Guid.NewGuid():n}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var file = new FileStream(part, ForOwner()))
            {
                file.Write(json);
            }

            File.Move(part, path, overwrite: true);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4302", path, e.Message), e);
        }
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="HarpoonException">HRP4303: it is not there, or not one of this version's.</exception>
    private static T Read<T>(string path, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? throw new JsonException("It is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException or NotSupportedException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4303", path, e.Message), e);
        }
    }

    private static void ForgetOld(string folder, string pattern)
    {
        foreach (var old in Directory.EnumerateFiles(folder, pattern).Where(file => DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > Life))
        {
            File.Delete(old);
        }
    }

    private static FileStreamOptions ForOwner()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
