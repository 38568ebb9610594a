using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Lines.Texts;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines.Checks;

/// <summary>Writes what an element should read, so that its text arrives as it stands.</summary>
/// <param name="element">The element as it is.</param>
/// <param name="rule">What its text is for.</param>
/// <param name="evaluation">The evaluated project.</param>
/// <param name="item">One of its items; null if there is none.</param>
internal sealed class CorrectedElement(ProjectItemElement element, FreeTextRule rule, ProjectEvaluation evaluation, ProjectItem? item)
{
    private readonly ElementText _text = new(element, rule, evaluation.Project);

    /// <summary>The first that MSBuild makes of what was meant; in words, where there is none.</summary>
    public string Write()
    {
        var trial = new CorrectionTrial(evaluation, rule);

        // One that is being tried itself needs no words.
        return evaluation.IsTrial ? "" : Corrections().FirstOrDefault(trial.Holds)?.Xml ?? DiagnosticTexts.Format(rule.IsLine ? "HRP2020.Text" : "HRP2020.Escapes");
    }

    private IEnumerable<Correction> Corrections()
    {
        var include = _text.Expanded.Corrected;
        if (!rule.IsLine)
        {
            var isSpecial = SpecialCharacters.Any(_text.Pieces, _text.Scope, SpecialCharacters.All);
            return [new(Xml(isSpecial ? EscapeSpecial(include) : include, [.. element.Metadata.Select(AsWrittenOrCorrected)]), [_text.Expected])];
        }

        var arguments = Corrected(LineItem.Arguments);
        return Lines(include, arguments);
    }

    private IEnumerable<Correction> Lines(string include, string? arguments)
    {
        var whole = arguments is null ? include : $"{include} {arguments}";
        if (CopiedPath.WithSlashes(whole) is { } slashed)
        {
            yield return Of([slashed], slashed.AsSpan().ContainsAny(SpecialCharacters.All) ? AsInstructionAndArguments : AsOneElement);
        }

        if (!SpecialCharacters.Any(_text.Pieces, _text.Scope, SpecialCharacters.All))
        {
            yield return new(Xml(include, Metadata(LineItem.Arguments, arguments), Metadata(LineItem.Content)), [Meant(whole)]);
        }

        var lines = arguments is null ? WholeLines(include) : [whole];
        yield return Of(lines, AsInstructionAndArguments);
        yield return Of(lines, AsEscapedAndArguments);
        yield return Of(lines, line => Xml(EscapeSpecial(line.Trim()), Metadata(LineItem.Content)));
    }

    private Correction Of(IReadOnlyList<string> lines, Func<string, string> write) =>
        new(string.Join(" ", lines.Select(write)), [.. lines.Select(Meant)]);

    private ExpectedText Meant(string line) =>
        TextExpander.Expand(TextScanner.Scan(line, FreeTextRule.MoreEscapes), new EndScope(evaluation.Project, item)).Expected.Trim();

    private string AsOneElement(string line) => Xml(line, Metadata(LineItem.Content));

    private string AsInstructionAndArguments(string line)
    {
        var trimmed = line.Trim();
        if (TextScanner.Scan(trimmed) is [{ Kind: TextPieceKind.Property } property])
        {
            // The whole line is in a property: nothing can be put into Arguments.
            return Xml(Escaped(property), Metadata(LineItem.Content));
        }

        var (first, rest) = AtFirstBlank(trimmed);
        return Xml(first, Metadata(LineItem.Arguments, rest), Metadata(LineItem.Content));
    }

    private string AsEscapedAndArguments(string line)
    {
        var (first, rest) = AtFirstBlank(line.Trim());
        return Xml(EscapeSpecial(first), Metadata(LineItem.Arguments, rest), Metadata(LineItem.Content));
    }

    private static (string First, string? Others) AtFirstBlank(string line)
    {
        var blank = line.IndexOfAny([' ', '\t', '\n']);
        return blank < 0 ? (line, null) : (line[..blank], line[(blank + 1)..].TrimStart());
    }

    /// <summary>Parts a list where a piece is an instruction of its own.</summary>
    private List<string> WholeLines(string include)
    {
        var lines = new List<string>();
        var pieces = QuotedList.Split(include);
        if (!rule.MayStart(pieces[0]))
        {
            return [include];
        }

        foreach (var piece in pieces)
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

        // A semicolon at an end is a part of its line, where it is no list.
        if (lines.Count > 1)
        {
            lines.RemoveAll(string.IsNullOrWhiteSpace);
        }

        return lines;
    }

    /// <summary>Escapes what MSBuild would read as a list or a pattern; a property is escaped when it is put in.</summary>
    private string EscapeSpecial(string corrected)
    {
        var result = new StringBuilder();
        foreach (var piece in TextScanner.Scan(corrected, FreeTextRule.MoreEscapes))
        {
            var isSpecialProperty = piece.Kind == TextPieceKind.Property
                && SpecialCharacters.Any([piece], _text.Scope, SpecialCharacters.All);
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
            : TextExpander.Expand(TextScanner.Scan(written, FreeTextRule.EscapesIn(name)), new EndScope(evaluation.Project, item, rule.IsForShell(name))).Corrected;
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
