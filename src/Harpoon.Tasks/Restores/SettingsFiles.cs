using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;

namespace Harpoon.Tasks.Restores;

/// <summary>What <c>dotnet</c>, MSBuild and NuGet look for from a project's folder upwards.</summary>
internal static class SettingsFiles
{
    private const string NuGetConfig = "nuget.config";
    private const string ToolManifest = "dotnet-tools.json";

    /// <summary>Of these the nearest counts.</summary>
    private static readonly ImmutableArray<string> Nearest = ["global.json", "Directory.Build.rsp"];

    /// <summary>Of these all count.</summary>
    private static readonly ImmutableArray<string> Chained = [NuGetConfig, "NuGet.config", "NuGet.Config", $".config/{ToolManifest}", ToolManifest];

    // Those of packages.
    private const int FeedDepth = 2;

    /// <summary>The files, by their full paths, the nearest first.</summary>
    /// <param name="folder">The project's folder.</param>
    public static IEnumerable<string> Above(string folder)
    {
        foreach (var name in Nearest)
        {
            if (Folders(folder).Select(above => Path.Combine(above, name)).FirstOrDefault(File.Exists) is { } nearest)
            {
                yield return nearest;
            }
        }

        foreach (var file in Folders(folder).SelectMany(above => Chained.Select(name => Path.Combine(above, name))).Where(IsThere))
        {
            yield return file;
        }
    }

    public static bool IsNuGetConfig(string file) => Path.GetFileName(file).Equals(NuGetConfig, StringComparison.OrdinalIgnoreCase);

    public static bool IsToolManifest(string file) => Path.GetFileName(file) == ToolManifest;

    /// <summary>The packages in the folders that a NuGet settings file has for sources.</summary>
    public static IEnumerable<string> Packages(string config)
    {
        foreach (var folder in FolderSources(config))
        {
            EnumerationOptions options = new() { RecurseSubdirectories = true, MaxRecursionDepth = FeedDepth };
            foreach (var package in Directory.EnumerateFiles(folder, "*.nupkg", options))
            {
                yield return package;
                if (Path.GetDirectoryName(package) is { } own && own != folder)
                {
                    // A feed of folders is known by these.
                    foreach (var beside in Directory.EnumerateFiles(own).Where(IsBesidePackage))
                    {
                        yield return beside;
                    }
                }
            }
        }
    }

    private static bool IsBesidePackage(string file) => Path.GetExtension(file) is ".nuspec" or ".sha512" or ".metadata";

    private static IEnumerable<string> FolderSources(string config)
    {
        try
        {
            var folder = Path.GetDirectoryName(config)!;
            return [.. XDocument.Load(config).Root!.Elements("packageSources").Elements("add")
                .Select(source => source.Attribute("value")?.Value ?? "")
                .Where(value => value.Length > 0 && !value.Contains("://", StringComparison.Ordinal) && !value.Contains('%', StringComparison.Ordinal))
                .Select(value => Path.GetFullPath(value.Replace('\\', '/'), folder))
                .Where(Directory.Exists)];
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            // NuGet says what is wrong with it.
            return [];
        }
    }

    private static IEnumerable<string> Folders(string start)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    // Where case doesn't count a file has every spelling: its own is the one that is sent.
    private static bool IsThere(string path) =>
        File.Exists(path) && (OperatingSystem.IsLinux() || Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path)).Any(file => Path.GetFileName(file) == Path.GetFileName(path)));
}
