using System.Collections.Immutable;
using System.Xml.Linq;

namespace Harpoon.Tasks.Lines.Projects;

/// <summary>The names that a user can write in a project: the list in <c>Names.xml</c>.</summary>
internal static class PublicNames
{
    public static ImmutableArray<string> Targets { get; } = Read("Target");

    public static ImmutableArray<string> Properties { get; } = Read("Property");

    public static ImmutableArray<string> Items { get; } = Read("Item");

    /// <summary>Whether a name is one of them, of any kind.</summary>
    public static bool Contains(string name) =>
        Targets.Concat(Properties).Concat(Items).Contains(name, StringComparer.OrdinalIgnoreCase);

    private static ImmutableArray<string> Read(string kind)
    {
        using var stream = typeof(PublicNames).Assembly.GetManifestResourceStream("Names.xml")!;
        return [.. XElement.Load(stream).Elements(kind).Select(element => element.Attribute("Name")!.Value)];
    }
}
