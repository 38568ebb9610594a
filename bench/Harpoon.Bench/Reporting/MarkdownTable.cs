using System.Text;

namespace Harpoon.Bench.Reporting;

/// <summary>A table as Markdown, its columns as wide as their cells.</summary>
internal sealed class MarkdownTable(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        int[] widths = [.. header.Select((_, column) => _rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        for (var i = 0; i < _rows.Count; i++)
        {
            Append(text, _rows[i].Select((cell, column) => cell.PadRight(widths[column])));
            if (i == 0)
            {
                Append(text, widths.Select(width => new string('-', width)));
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |").AppendLine();
}
