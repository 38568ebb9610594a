using System.IO.Compression;

namespace Harpoon.Bench.Work;

/// <summary>A package of an SDK with nothing in it: what MSBuild's resolver costs whatever it resolves.</summary>
internal static class EmptySdk
{
    public const string Name = "Empty.Sdk";
    public const string Version = "1.0.0";

    /// <summary>Writes the package into a feed's folder.</summary>
    public static void Write(string feed)
    {
        Directory.CreateDirectory(feed);
        using var package = ZipFile.Open(Path.Combine(feed, $"{Name}.{Version}.nupkg"), ZipArchiveMode.Create);
        Add(package, $"{Name}.nuspec", $"""
            <package>
              <metadata>
                <id>{Name}</id>
                <version>{Version}</version>
                <authors>bench</authors>
                <description>Nothing.</description>
              </metadata>
            </package>
            """);
        Add(package, "Sdk/Sdk.props", "<Project />");
        Add(package, "Sdk/Sdk.targets", "<Project />");
    }

    private static void Add(ZipArchive package, string path, string text)
    {
        using var writer = new StreamWriter(package.CreateEntry(path).Open());
        writer.Write(text);
    }
}
