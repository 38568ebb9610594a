using System.IO.Compression;
using System.Text.Json;

namespace Harpoon.Sdk.Tests.Package;

/// <summary>What lies in a package, by its path.</summary>
internal sealed class PackageFiles(string path) : IDisposable
{
    /// <summary>The runtimes that have a folder of compiled code.</summary>
    public static readonly string[] Compiled = ["linux-x64", "win-x64", "osx-arm64"];

    private readonly ZipArchive _archive = ZipFile.OpenRead(path);

    public IReadOnlyCollection<ZipArchiveEntry> Entries => _archive.Entries;

    /// <summary>The folder of a runtime's tasks.</summary>
    public static string Folder(string runtime) => $"tasks/net10.0/{runtime}/";

    /// <summary>A file's bytes.</summary>
    public MemoryStream Read(string name)
    {
        var bytes = new MemoryStream();
        using var stream = (_archive.GetEntry(name) ?? throw new FileNotFoundException(name)).Open();
        stream.CopyTo(bytes);
        bytes.Position = 0;
        return bytes;
    }

    /// <summary>The libraries of a program that have files: the package's name, and where each file lies.</summary>
    public IEnumerable<(string Package, bool IsOurs, string File)> Libraries(string runtime, string program)
    {
        using var json = JsonDocument.Parse(Read($"{Folder(runtime)}{program}.deps.json"));
        var types = json.RootElement.GetProperty("libraries");
        return [.. json.RootElement.GetProperty("targets").EnumerateObject()
            .SelectMany(target => target.Value.EnumerateObject())
            .Where(library => library.Value.TryGetProperty("runtime", out _))
            .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject().Select(file => (
                library.Name.Split('/')[0],
                types.GetProperty(library.Name).GetProperty("type").GetString() == "project",
                Locate(runtime, file))))];
    }

    public void Dispose() => _archive.Dispose();

    /// <summary>Beside the program, or where the local path leads.</summary>
    private static string Locate(string runtime, JsonProperty file) => file.Value.TryGetProperty("localPath", out var local)
        ? Path.GetRelativePath("/", Path.GetFullPath($"/{Folder(runtime)}{local.GetString()}")).Replace('\\', '/')
        : Folder(runtime) + Path.GetFileName(file.Name);
}
