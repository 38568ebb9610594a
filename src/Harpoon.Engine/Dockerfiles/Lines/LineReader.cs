using System.Text;

namespace Harpoon.Engine.Dockerfiles.Lines;

/// <summary>Reads a Dockerfile's logical lines: comments and blank lines fall away, also between continued lines.</summary>
internal sealed class LineReader(Dockerfile dockerfile)
{
    private readonly string[] _lines = dockerfile.Text.TrimStart('\uFEFF').Split('\n');
    private readonly ParserDirectives _directives = new();
    private int _next;

    /// <summary>The character that continues a line.</summary>
    public char Escape => _directives.Escape;

    /// <summary>The next logical line; null at the end.</summary>
    /// <exception cref="Diagnostics.HarpoonException">HRP2010: a parser directive can't be.</exception>
    public LogicalLine? Read()
    {
        while (_next < _lines.Length)
        {
            var line = _lines[_next++].TrimEnd('\r');
            if (_directives.Read(line, out var problem))
            {
                if (problem is not null)
                {
                    throw dockerfile.Wrong("HRP2010", _next, problem);
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
        while (_next < _lines.Length)
        {
            if (heredoc.EndsAt(_lines[_next++].TrimEnd('\r')))
            {
                return _next;
            }
        }

        return 0;
    }

    private LogicalLine Join(string first)
    {
        var start = _next;
        var joined = new StringBuilder();
        var continues = AppendAndSeeWhetherItContinues(joined, first);
        var end = _next;
        while (continues && _next < _lines.Length)
        {
            var line = _lines[_next++].TrimEnd('\r');
            if (!IsComment(line) && !string.IsNullOrWhiteSpace(line))
            {
                continues = AppendAndSeeWhetherItContinues(joined, line);
                end = _next;
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
