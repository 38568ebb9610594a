using System.Globalization;
using System.Text;

namespace Harpoon.Engine.Graphs;

/// <summary>A graph as a Mermaid flowchart, as GitHub draws it.</summary>
/// <seealso href="https://mermaid.js.org/syntax/flowchart.html"/>
public static class MermaidGraph
{
    // All other marks may end the text, or be HTML, Markdown, a formula, a comment or an entity of Mermaid's.
    private const string Plain = " /,()='";

    // A line with one of these words before an entity is taken for a statement of that name.
    private static readonly string[] Statements = ["style", "classDef"];

    /// <summary>The file's text.</summary>
    public static string Of(ImageGraph graph)
    {
        var drawn = DrawnGraph.Of(graph);
        var text = new StringBuilder("flowchart TD\n");
        for (var index = 0; index < drawn.Boxes.Length; index++)
        {
            var label = string.Join("<br/>", drawn.Boxes[index].Lines.Select(Escape));
            var box = drawn.Boxes[index].Kind == BoxKind.Elsewhere ? $"([\"{label}\"])" : $"[\"{label}\"]";
            text.Append(CultureInfo.InvariantCulture, $"  n{index}{box}{ClassOf(drawn.Boxes[index].Kind)}\n");
        }

        foreach (var (from, to, label, isService) in drawn.Arrows)
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{from} {(isService ? "-.->" : "-->")}|\"{Escape(label)}\"| n{to}\n");
        }

        return text
            .Append("  classDef build stroke:#d29922,stroke-width:3px\n")
            .Append("  classDef unknown stroke:#d29922,stroke-dasharray:2 2\n")
            .Append("  classDef elsewhere stroke-dasharray:5 5\n")
            .ToString();
    }

    /// <summary>A text between quotes.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (IsPlain(text, index) && !Array.Exists(Statements, word => text.AsSpan(index).StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            {
                escaped.Append(text[index]);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{(int)text[index]};");
            }
        }

        return escaped.ToString();
    }

    private static bool IsPlain(string text, int index)
    {
        var (before, after) = (index == 0 ? ' ' : text[index - 1], index + 1 == text.Length ? ' ' : text[index + 1]);
        return text[index] switch
        {
            // Of a list.
            '.' => after != ' ' || !char.IsAsciiDigit(before),
            '-' or '+' => index > 0,

            // Of an address, and of emphasis.
            ':' => after != '/',
            '_' => IsWord(before) && IsWord(after),
            var mark => IsWord(mark) || char.IsSurrogate(mark) || Plain.Contains(mark, StringComparison.Ordinal),
        };
    }

    private static bool IsWord(char mark) => char.IsLetterOrDigit(mark);

    private static string ClassOf(BoxKind kind) => kind switch
    {
        BoxKind.Build => ":::build",
        BoxKind.Unknown => ":::unknown",
        BoxKind.Elsewhere => ":::elsewhere",
        _ => "",
    };
}
