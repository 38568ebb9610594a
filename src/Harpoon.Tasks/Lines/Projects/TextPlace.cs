using Harpoon.Engine.Diagnostics;
using Microsoft.Build.Construction;

namespace Harpoon.Tasks.Lines.Projects;

/// <summary>Where the lines of a property's text stand in its file.</summary>
internal sealed class TextPlace
{
    private const string CData = "<![CDATA[";
    private readonly SourceLocation _element;
    private readonly int _firstLine;

    public TextPlace(ProjectPropertyElement property)
    {
        _element = ProjectEvaluation.LocationOf(property.Location);
        _firstLine = _element.Line + LinesBeforeText();
    }

    /// <summary>The place of a line of the text, from 0.</summary>
    public SourceLocation OfLine(int line) => new(_element.File, _firstLine + line);

    /// <summary>MSBuild drops the blanks between a start tag and a CDATA section: lines that the text does not have.</summary>
    private int LinesBeforeText()
    {
        var rest = RestOfFile();
        var start = rest.IndexOf('>', StringComparison.Ordinal) + 1;
        var text = start;
        while (text < rest.Length && char.IsWhiteSpace(rest[text]))
        {
            text++;
        }

        var isCData = rest.AsSpan(text).StartsWith(CData);
        return rest.AsSpan(0, isCData ? text : start).Count('\n');
    }

    private string RestOfFile()
    {
        try
        {
            var lines = File.ReadAllLines(_element.File).Skip(_element.Line - 1).ToArray();
            return string.Join('\n', lines)[Math.Max(_element.Column - 1, 0)..];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return "";
        }
    }
}
