using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Received;

namespace Harpoon.Tasks.Lines.Cache;

/// <summary>Keeps a cached in a text file, a fact a line. A file that can't be read is no cached; one that can't be written costs time alone.</summary>
internal static class CheckCacheFile
{
    private const string Version = "harpoon-lines 2";

    public static CheckCache? Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllLines(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    public static void Write(string path, CheckCache cached)
    {
        var text = new StringBuilder().Append(Version).Append('\n').Append(cached.Digest).Append('\n');
        foreach (var file in cached.Files)
        {
            text.Append(CultureInfo.InvariantCulture, $"file\t{file.Path}\t{file.Stamp}\n");
        }

        foreach (var folder in cached.Folders)
        {
            text.Append(CultureInfo.InvariantCulture, $"folder\t{folder.Pattern}\t{folder.Found}\n");
        }

        foreach (var line in cached.Lines)
        {
            AppendLocation(text, $"line\t{Uri.EscapeDataString(line.Indent)}", line.Location);
        }

        foreach (var location in cached.Text)
        {
            AppendLocation(text, "text", location);
        }

        text.Append("end\n");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = $"{path}.{Guid.NewGuid():N}";
            File.WriteAllText(temporary, text.ToString());
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next build compares again.
        }
    }

    private static void AppendLocation(StringBuilder text, string kind, SourceLocation? location) =>
        text.Append(CultureInfo.InvariantCulture, $"{kind}\t{location?.File}\t{location?.Line ?? 0}\t{location?.Column ?? 0}\n");

    private static CheckCache? Parse(string[] lines)
    {
        if (lines.Length < 3 || lines[0] != Version || lines[^1] != "end")
        {
            return null;
        }

        var files = ImmutableArray.CreateBuilder<FileStamp>();
        var folders = ImmutableArray.CreateBuilder<FolderStamp>();
        var places = ImmutableArray.CreateBuilder<LinePlace>();
        var text = ImmutableArray.CreateBuilder<SourceLocation?>();
        for (var i = 2; i < lines.Length - 1; i++)
        {
            switch (lines[i].Split('\t'))
            {
                case ["file", var path, var stamp]:
                    files.Add(new FileStamp(path, stamp));
                    break;
                case ["folder", var pattern, var found]:
                    folders.Add(new FolderStamp(pattern, found));
                    break;
                case ["line", var indent, var file, var line, var column]:
                    places.Add(new LinePlace(Location(file, line, column), Uri.UnescapeDataString(indent)));
                    break;
                case ["text", var file, var line, var column]:
                    text.Add(Location(file, line, column));
                    break;
                default:
                    return null;
            }
        }

        return new CheckCache(lines[1], files.ToImmutable(), folders.ToImmutable(), places.ToImmutable(), text.ToImmutable());
    }

    private static SourceLocation? Location(string file, string line, string column) => file.Length == 0
        ? null
        : new SourceLocation(file, int.Parse(line, CultureInfo.InvariantCulture), int.Parse(column, CultureInfo.InvariantCulture));
}
