using System.Text;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines;

/// <summary>Writes what an element should read, so that its text arrives as it stands.</summary>
/// <param name="element">The element as it is.</param>
/// <param name="rule">What its text is for.</param>
/// <param name="project">The evaluated project.</param>
/// <param name="item">One of its items; null where there is none.</param>
internal sealed class CorrectedElement(ProjectItemElement element, FreeTextRule rule, Project project, ProjectItem? item)
{
    public string Write()
    {
        var text = new ElementText(element, rule, project);
        var include = text.Expanded.Corrected;
        var isSpecial = SpecialCharacters.Any(text.Pieces, text.Scope, SpecialCharacters.All);
        if (!rule.IsLine)
        {
            return Xml(isSpecial ? EscapeSpecial(text) : include, [.. element.Metadata.Select(AsWrittenOrCorrected)]);
        }

        var arguments = Corrected(LineItem.Arguments);
        if (!isSpecial)
        {
            return Xml(include, Metadata(LineItem.Arguments, arguments), Metadata(LineItem.Content));
        }

        var lines = arguments is null ? WholeLines(include) : [$"{include} {arguments}"];
        return string.Join(" ", lines.Select(AsInstructionAndArguments));
    }

    private string AsInstructionAndArguments(string line)
    {
        var trimmed = line.Trim();
        if (TextScanner.Scan(trimmed) is [{ Kind: TextPieceKind.Property } property])
        {
            // The whole line is in a property: nothing can be put into Arguments.
            return Xml(Escaped(property), Metadata(LineItem.Content));
        }

        var blank = trimmed.IndexOfAny([' ', '\t', '\n']);
        return blank < 0
            ? Xml(trimmed, Metadata(LineItem.Content))
            : Xml(
                trimmed[..blank],
                Metadata(LineItem.Arguments, trimmed[(blank + 1)..].TrimStart()),
                Metadata(LineItem.Content));
    }

    /// <summary>Parts a list where a piece is an instruction of its own.</summary>
    private List<string> WholeLines(string include)
    {
        var lines = new List<string>();
        foreach (var piece in include.Split(';'))
        {
            if (lines.Count == 0 || rule.MayFollow(piece))
            {
                lines.Add(piece);
            }
            else
            {
                lines[^1] += $";{piece}";
            }
        }

        lines.RemoveAll(string.IsNullOrWhiteSpace);
        return lines;
    }

    /// <summary>Escapes what MSBuild would read as a list or a pattern; a property is escaped when it is put in.</summary>
    private string EscapeSpecial(ElementText text)
    {
        var result = new StringBuilder();
        foreach (var piece in TextScanner.Scan(text.Expanded.Corrected, "\\"))
        {
            var isSpecialProperty = piece.Kind == TextPieceKind.Property
                && SpecialCharacters.Any([piece], text.Scope, SpecialCharacters.All);
            result.Append(piece.Kind == TextPieceKind.Literal ? Escape(piece.Raw)
                : isSpecialProperty ? Escaped(piece) : piece.Raw);
        }

        return result.ToString();
    }

    private static string Escaped(TextPiece property) => $"$([MSBuild]::Escape({property.Raw}))";

    private string Escape(string literal) => literal
        .Replace("\\", rule.Backslash, StringComparison.Ordinal)
        .Replace("*", "%2A", StringComparison.Ordinal)
        .Replace("?", "%3F", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal);

    private static string EscapeBackslashes(string literal) => literal.Replace("\\", "%5C", StringComparison.Ordinal);

    private (string Name, string? Value) Metadata(string name) => Metadata(name, Corrected(name));

    // Metadata that is no text, such as Required, is as it should be.
    private (string Name, string? Value) AsWrittenOrCorrected(ProjectMetadataElement metadata) =>
        rule.Metadata.Contains(metadata.Name, StringComparer.OrdinalIgnoreCase) ? Metadata(metadata.Name) : (metadata.Name, metadata.Value);

    private static (string Name, string? Value) Metadata(string name, string? value)
    {
        if (value is null || !value.Contains('\\', StringComparison.Ordinal) || !Slashes.LooksLikePath(value))
        {
            return (name, value);
        }

        // What starts like a path gets its backslashes turned: a blank before it keeps the arguments of an instruction, and means nothing there.
        return (name, name == LineItem.Arguments ? $" {value}" : EscapeBackslashes(value));
    }

    private string? Corrected(string name)
    {
        var written = element.Metadata.FirstOrDefault(child => child.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
        return written is null
            ? null
            : TextExpander.Expand(TextScanner.Scan(written, FreeTextRule.EscapesIn(name)), new EndScope(project, item)).Corrected;
    }

    private string Xml(string include, params ReadOnlySpan<(string Name, string? Value)> metadata)
    {
        var xml = new StringBuilder($"<{element.ItemType} Include=\"{XmlText.Attribute(include)}\"");
        foreach (var (name, value) in metadata)
        {
            if (value is not null)
            {
                xml.Append(' ').Append(name).Append("=\"").Append(XmlText.Attribute(value)).Append('"');
            }
        }

        if (element.Condition.Length > 0)
        {
            xml.Append(" Condition=\"").Append(XmlText.Attribute(element.Condition)).Append('"');
        }

        return xml.Append(" />").ToString();
    }
}
