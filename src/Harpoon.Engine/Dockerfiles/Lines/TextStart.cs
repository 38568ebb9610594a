namespace Harpoon.Engine.Dockerfiles.Lines;

/// <summary>Parser directives count in the very first lines and columns alone, where a text in XML has a line break and an indentation.</summary>
internal static class TextStart
{
    /// <summary>The text without the blank lines before it and the indentation of its first comments, and how many lines that were.</summary>
    public static (string Text, int BlankLines) Of(string text)
    {
        var lines = text.Split('\n');
        var blank = lines.TakeWhile(string.IsNullOrWhiteSpace).Count();
        if (blank == lines.Length)
        {
            return (text, 0);
        }

        for (var i = blank; i < lines.Length && lines[i].AsSpan().TrimStart().StartsWith('#'); i++)
        {
            lines[i] = lines[i].TrimStart();
        }

        return (string.Join('\n', lines.AsSpan(blank)!), blank);
    }
}
