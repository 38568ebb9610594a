using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Builds.Outputs;

/// <summary>What a build wrote in place of an image.</summary>
/// <param name="Paths">The full paths of its files, links and folders; of a folder, that path first.</param>
/// <param name="Size">How many bytes its files have.</param>
internal sealed record WrittenOutput(ImmutableArray<string> Paths, long Size)
{
    /// <summary>What the file system says of it now: another text if anything of it was changed, replaced or removed.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var probe = FileProbe.Create();
        foreach (var path in Paths)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(LineOf(path, probe)));
        }

        return $"output:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>Keeps the paths for the next build.</summary>
    public void Write(string path) => File.WriteAllText(path, string.Join('\0', Paths));

    /// <summary>Reads what an earlier build kept; null if it kept nothing.</summary>
    public static WrittenOutput? Read(string path)
    {
        try
        {
            return File.Exists(path) ? new WrittenOutput([.. File.ReadAllText(path).Split('\0', StringSplitOptions.RemoveEmptyEntries)], 0) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A folder's size and time change with what others put into it.</summary>
    private static string LineOf(string path, FileProbe probe)
    {
        try
        {
            return probe.Find(path) is not { } status ? $"{path}\0\n"
                : status.Kind == EntryKind.Folder ? $"{path}\0{status.Mode}\n"
                : string.Create(CultureInfo.InvariantCulture, $"{path}\0{status.Kind} {status.Mode} {status.Size} {status.Inode} {status.Modified} {status.Changed}\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{path}\0{e.Message}\n";
        }
    }
}
