using System.Text;

namespace Harpoon.Engine.Diagnostics;

/// <summary>What a build step or a container wrote last: what its error shows when it fails.</summary>
/// <param name="kept">How many lines are kept.</param>
internal sealed class LastLines(int kept = LastLines.Kept)
{
    /// <summary>How many lines are kept, by default.</summary>
    public const int Kept = 20;

    /// <summary>How many characters of a line are kept: an error is read by people.</summary>
    public const int LongestLine = 500;

    private readonly Queue<string> _lines = new();

    /// <summary>The lines, the last one last.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public void Add(string line)
    {
        if (_lines.Count == kept)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(line.Length <= LongestLine ? line : Shortened(line));
    }

    public void Clear() => _lines.Clear();

    /// <summary>The same, in words where there is none.</summary>
    public string Describe() => _lines.Count == 0 ? DiagnosticTexts.Format("Detail.WroteNothing") : ToString();

    /// <summary>Them as the end of an error's text: a line each, indented.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var line in _lines)
        {
            text.Append("\n  ").Append(line);
        }

        return text.ToString();
    }

    // No character of two code units is cut in two.
    private static string Shortened(string line) =>
        string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[LongestLine - 1]) ? LongestLine - 1 : LongestLine), "…");
}
