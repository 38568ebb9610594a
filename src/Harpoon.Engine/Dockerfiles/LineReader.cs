using System.Text;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Reads a Dockerfile's logical lines: comments and blank lines fall away, also between continued lines.</summary>
internal sealed class LineReader(Dockerfile dockerfile)
{
    private readonly string[] lines = dockerfile.Text.TrimStart('\uFEFF').Split('\n');
    private readonly ParserDirectives directives = new();
    private int next;

    /// <summary>The character that continues a line.</summary>
    public char Escape => directives.Escape;

    /// <inheritdoc cref="ParserDirectives.Frontend"/>
    public string? Frontend => directives.Frontend;

    /// <summary>The next logical line; null at the end.</summary>
    /// <exception cref="Diagnostics.HarpoonException">HRP2010: a parser directive can't be.</exception>
    public LogicalLine? Read()
    {
        while (next < lines.Length)
        {
            var line = lines[next++].TrimEnd('\r');
            if (directives.Read(line, out var problem))
            {
                if (problem is not null)
                {
                    throw dockerfile.Wrong("HRP2010", next, problem);
                }
            }
            else if (!IsComment(line) && !string.IsNullOrWhiteSpace(line))
            {
                return Join(line.TrimStart());
            }
        }

        return null;
    }

    /// <summary>Skips a heredoc's lines up to its end, and returns the line that ends it; 0 where none does.</summary>
    public int SkipHeredoc(Heredoc heredoc)
    {
        while (next < lines.Length)
        {
            if (heredoc.EndsAt(lines[next++].TrimEnd('\r')))
            {
                return next;
            }
        }

        return 0;
    }

    private LogicalLine Join(string first)
    {
        var start = next;
        var joined = new StringBuilder();
        var continues = AppendAndSeeWhetherItContinues(joined, first);
        var end = next;
        while (continues && next < lines.Length)
        {
            var line = lines[next++].TrimEnd('\r');
            if (!IsComment(line) && !string.IsNullOrWhiteSpace(line))
            {
                continues = AppendAndSeeWhetherItContinues(joined, line);
                end = next;
            }
        }

        return new LogicalLine(joined.ToString(), start, end);
    }

    /// <summary>A lone escape character at the end continues the line; a doubled one stands for itself.</summary>
    private bool AppendAndSeeWhetherItContinues(StringBuilder joined, string line)
    {
        var trimmed = line.AsSpan().TrimEnd(" \t");
        var continues = trimmed.Length > 0 && trimmed[^1] == Escape && (trimmed.Length == 1 || trimmed[^2] != Escape);
        joined.Append(continues ? trimmed[..^1] : line);
        return continues;
    }

    private static bool IsComment(string line) => line.AsSpan().TrimStart().StartsWith('#');
}
