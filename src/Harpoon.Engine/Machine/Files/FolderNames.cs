using System.IO.Enumeration;
using Harpoon.Patterns;

namespace Harpoon.Engine.Machine.Files;

/// <summary>The names in one folder. Nothing is asked of the files themselves, and no link is followed.</summary>
internal sealed class FolderNames(string folder) : FileSystemEnumerator<string>(folder, Everything())
{
    /// <summary>Reads them all, in the order of <see cref="Utf8Order"/>.</summary>
    public static List<string> Read(string folder)
    {
        using var entries = new FolderNames(folder);
        var names = new List<string>();
        while (entries.MoveNext())
        {
            names.Add(entries.Current);
        }

        names.Sort(Utf8Order.Instance);
        return names;
    }

    /// <inheritdoc/>
    protected override string TransformEntry(ref FileSystemEntry entry) => entry.FileName.ToString();

    private static EnumerationOptions Everything() => new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };
}
