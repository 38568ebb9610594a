using System.Buffers;
using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;

namespace Harpoon.Tasks.References;

/// <summary>The projects that a project's file names, as far as its text alone says: an evaluation takes longer than all else that an unchanged build does.</summary>
internal static class WrittenReferences
{
    private static readonly string[] Items = ["DockerNamedContext", "DockerService"];

    // What only an evaluation can say.
    private static readonly SearchValues<char> Computed = SearchValues.Create("$@%*?;");

    /// <summary>Their full paths; none of a file that can't be read.</summary>
    public static ImmutableArray<string> Of(string project)
    {
        try
        {
            using var reader = XmlReader.Create(project, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return [.. XDocument.Load(reader).Descendants()
                .Where(element => Items.Contains(element.Name.LocalName, StringComparer.OrdinalIgnoreCase))
                .Select(TextOf)
                .Select(text => text?.Replace("$(MSBuildThisFileDirectory)", "", StringComparison.OrdinalIgnoreCase).Replace("$(MSBuildProjectDirectory)", ".", StringComparison.OrdinalIgnoreCase))
                .Where(text => !string.IsNullOrWhiteSpace(text) && text.AsSpan().IndexOfAny(Computed) < 0)
                .Select(text => Path.GetFullPath(text!.Trim().Replace('\\', '/'), Path.GetDirectoryName(project)!))];
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? TextOf(XElement item) =>
        item.Attributes().FirstOrDefault(attribute => IsProject(attribute.Name))?.Value ?? item.Elements().FirstOrDefault(element => IsProject(element.Name))?.Value;

    private static bool IsProject(XName name) => name.LocalName.Equals("Project", StringComparison.OrdinalIgnoreCase);
}
