using System.Text;

namespace Harpoon.Engine.Builds;

/// <summary>What a step wrote last: what its error shows when it fails.</summary>
/// <param name="kept">How many lines are kept.</param>
internal sealed class LastLines(int kept = LastLines.Kept)
{
    /// <summary>How many lines are kept, unless told otherwise.</summary>
    public const int Kept = 20;

    private readonly Queue<string> _lines = new();

    /// <summary>The lines, the last one last.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public void Add(string line)
    {
        if (_lines.Count == kept)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(line);
    }

    public void Clear() => _lines.Clear();

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
}
