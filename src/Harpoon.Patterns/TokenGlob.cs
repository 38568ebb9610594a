using System.Text;

namespace Harpoon.Patterns;

/// <summary>A pattern with wildcards. All ways to match are followed at once, a character at a time, so that no pattern takes long.</summary>
internal sealed class TokenGlob : Glob
{
    private const int OnStack = 128;

    private readonly string _prefix;
    private readonly string _suffix;
    private readonly GlobToken[] _tokens;

    public TokenGlob(ReadOnlySpan<GlobToken> tokens)
    {
        var first = 0;
        while (first < tokens.Length && tokens[first].Kind == GlobTokenKind.Literal)
        {
            first++;
        }

        var last = tokens.Length;
        while (last > first && tokens[last - 1].Kind == GlobTokenKind.Literal)
        {
            last--;
        }

        _prefix = Text(tokens[..first]);
        _suffix = Text(tokens[last..]);
        _tokens = tokens[first..last].ToArray();
    }

    /// <inheritdoc/>
    public override bool IsMatch(ReadOnlySpan<char> path) =>
        path.Length >= _prefix.Length + _suffix.Length
        && path.StartsWith(_prefix)
        && path.EndsWith(_suffix)
        && IsWildcardMatch(path[_prefix.Length..^_suffix.Length]);

    private bool IsWildcardMatch(ReadOnlySpan<char> path)
    {
        var states = _tokens.Length + 1;
        var now = states <= OnStack ? stackalloc bool[states] : new bool[states];
        var next = states <= OnStack ? stackalloc bool[states] : new bool[states];
        now[0] = true;
        PassEmpty(now);
        foreach (var character in path.EnumerateRunes())
        {
            if (!Advance(character, now, next))
            {
                return false;
            }

            var spare = now;
            now = next;
            next = spare;
        }

        return now[^1];
    }

    /// <summary>Moves every state over a character; false when none is left.</summary>
    private bool Advance(Rune character, ReadOnlySpan<bool> now, Span<bool> next)
    {
        next.Clear();
        var any = false;
        for (var i = 0; i < _tokens.Length; i++)
        {
            if (now[i])
            {
                next[i] |= _tokens[i].Repeats(character);
                next[i + 1] |= _tokens[i].EndsWith(character);
                any |= next[i] || next[i + 1];
            }
        }

        PassEmpty(next);
        return any;
    }

    private void PassEmpty(Span<bool> states)
    {
        for (var i = 0; i < _tokens.Length; i++)
        {
            if (states[i] && _tokens[i].CanBeEmpty)
            {
                states[i + 1] = true;
                if (_tokens[i].Kind == GlobTokenKind.MaybeFolders)
                {
                    states[i + 2] = true;
                }
            }
        }
    }

    private static string Text(ReadOnlySpan<GlobToken> literals)
    {
        var text = new StringBuilder();
        foreach (var literal in literals)
        {
            text.Append(literal.Character);
        }

        return text.ToString();
    }
}
