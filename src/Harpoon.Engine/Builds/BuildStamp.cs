using System.Collections.Immutable;

namespace Harpoon.Engine.Builds;

/// <summary>What the last build that went well was made of, kept beside the project's other intermediate files. It holds digests and ids alone: no value of an argument.</summary>
/// <param name="Inputs">The digest of all that the project gives.</param>
/// <param name="ImageId">The image that was built.</param>
/// <param name="Bases">The images that it was built on, and their ids then.</param>
internal sealed record BuildStamp(string Inputs, string ImageId, ImmutableArray<KeyValuePair<string, string>> Bases)
{
    private const string Version = "harpoon-build-stamp 1";

    /// <summary>Reads a stamp; null where there is none, or none that this version understands.</summary>
    public static BuildStamp? Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // The last line closes the stamp: one that was cut off is none.
        if (lines.Length < 4 || lines[0] != Version || lines[^1] != "end")
        {
            return null;
        }

        var bases = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(lines.Length - 4);
        for (var index = 3; index < lines.Length - 1; index++)
        {
            var space = lines[index].LastIndexOf(' ');
            if (space < 0)
            {
                return null;
            }

            bases.Add(new(lines[index][..space], lines[index][(space + 1)..]));
        }

        return new BuildStamp(lines[1], lines[2], bases.MoveToImmutable());
    }

    /// <summary>Writes the stamp.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        List<string> lines = [Version, Inputs, ImageId];
        foreach (var (reference, id) in Bases)
        {
            lines.Add($"{reference} {id}");
        }

        lines.Add("end");
        File.WriteAllLines(path, lines);
    }
}
