using System.Globalization;
using System.Text;

namespace Harpoon.Engine.Graphs;

/// <summary>A graph in the language of Graphviz.</summary>
/// <seealso href="https://graphviz.org/doc/info/lang.html"/>
public static class DotGraph
{
    /// <summary>The file's text.</summary>
    public static string Of(ImageGraph graph)
    {
        var drawn = DrawnGraph.Of(graph);
        var text = new StringBuilder("digraph images {\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n");
        for (var index = 0; index < drawn.Boxes.Length; index++)
        {
            var (lines, kind) = drawn.Boxes[index];
            text.Append(CultureInfo.InvariantCulture, $"  n{index} [label=\"{string.Join("\\n", lines.Select(Escape))}\"{StyleOf(kind)}];\n");
        }

        foreach (var (from, to, label, isService) in drawn.Arrows)
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{from} -> n{to} [label=\"{Escape(label)}\"{(isService ? ", style=dashed" : "")}];\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>A text between quotes. Graphviz replaces backslashes, and entities such as <c>&amp;lt;</c>.</summary>
    internal static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("&", "&amp;", StringComparison.Ordinal);

    private static string StyleOf(BoxKind kind) => kind switch
    {
        BoxKind.Build => ", color=\"#d29922\", penwidth=3",
        BoxKind.Unknown => ", color=\"#d29922\", style=\"rounded,dashed\"",
        BoxKind.Elsewhere => ", style=dashed",
        _ => "",
    };
}
