using System.Xml.Linq;

namespace Harpoon.Bench.Work;

/// <summary>The checkout that this program was built from.</summary>
internal sealed record Repository(string Folder)
{
    public string Artifacts => Path.Combine(Folder, "artifacts");

    public string Packages => Path.Combine(Artifacts, "packages");

    public string Version => XDocument.Load(Path.Combine(Folder, "Directory.Build.props"))
        .Descendants("Version").First().Value;

    public static Repository Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Harpoon.Build.sln")))
            {
                return new Repository(folder.FullName);
            }
        }

        throw new InvalidOperationException("This program runs from its checkout: ./build.sh bench");
    }
}
