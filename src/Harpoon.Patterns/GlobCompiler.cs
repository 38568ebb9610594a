using System.Text;

namespace Harpoon.Patterns;

/// <summary>Makes a cleaned pattern ready to match. The rules are those of <see href="https://github.com/moby/patternmatcher"/>, with what they let through by accident: users' files rely on it.</summary>
internal ref struct GlobCompiler
{
    private enum Shape
    {
        Exact,
        Prefix,
        Suffix,
        Wildcards,
    }

    private readonly string _pattern;
    private readonly bool _canEscape;
    private readonly List<GlobToken> _tokens;
    private int _position;
    private Shape _shape;
    private bool _isUnusual;

    private GlobCompiler(string pattern, bool canEscape)
    {
        _pattern = pattern;
        _canEscape = canEscape;
        _tokens = [];
    }

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">It, with forward slashes and without its <c>!</c>.</param>
    /// <param name="canEscape">Whether a backslash takes the next character's meaning away; on Windows it is a slash.</param>
    /// <exception cref="FormatException">It means nothing.</exception>
    public static Glob Compile(string pattern, bool canEscape)
    {
        GlobSyntax.Check(pattern, canEscape);
        return new GlobCompiler(pattern, canEscape).Compile();
    }

    private Glob Compile()
    {
        while (_position < _pattern.Length)
        {
            Take();
        }

        return _shape switch
        {
            Shape.Exact => new ExactGlob(_pattern),
            Shape.Prefix => new PrefixGlob(_pattern[..^2]),
            Shape.Suffix => new SuffixGlob(_pattern[2..]),
            _ when _isUnusual => RegexGlob.Of(_pattern, _canEscape),
            _ => new TokenGlob([.. _tokens]),
        };
    }

    private void Take()
    {
        var start = _position;
        var character = TakeRune();
        switch (character.Value)
        {
            case '*' when Peek() == '*':
                TakeDoubleStar(start);
                break;
            case '*':
                AddWildcard(new GlobToken(GlobTokenKind.Star));
                break;
            case '?':
                AddWildcard(new GlobToken(GlobTokenKind.AnyCharacter));
                break;
            case '[':
                TakeClass();
                break;
            case '\\' when _canEscape:
                AddWildcard(new GlobToken(GlobTokenKind.Literal, TakeEscaped()));
                break;
            case ']':
                AddWildcard(new GlobToken(GlobTokenKind.Literal, character));
                break;
            default:
                // Beside wildcards the CLI passes these on to a regular expression unescaped.
                _isUnusual |= character.Value is '^' or '|' or '{' or '}';
                _tokens.Add(new GlobToken(GlobTokenKind.Literal, character));
                break;
        }
    }

    private void TakeDoubleStar(int start)
    {
        _position++;
        if (Peek() == '/')
        {
            _position++;
        }

        if (_position < _pattern.Length)
        {
            AddWildcard(new GlobToken(GlobTokenKind.MaybeFolders));
            _tokens.Add(new GlobToken(GlobTokenKind.Folders));
        }
        else if (_shape == Shape.Exact)
        {
            _shape = Shape.Prefix;
        }
        else
        {
            AddWildcard(new GlobToken(GlobTokenKind.Rest));
        }

        if (start == 0)
        {
            _shape = Shape.Suffix;
        }
    }

    private void TakeClass()
    {
        var isNegated = Peek() == '^';
        if (isNegated)
        {
            _position++;
        }

        var ranges = new List<RuneRange>();
        while (Peek() != ']' && _position < _pattern.Length)
        {
            ranges.Add(TakeRange());
        }

        // The check does not reach everything, and what the CLI makes of the rest is a regular expression's affair.
        _isUnusual |= ranges.Count == 0 || _position == _pattern.Length;
        _position++;
        AddWildcard(new GlobToken(GlobTokenKind.Class, Class: new RuneClass(ranges, isNegated)));
    }

    private RuneRange TakeRange()
    {
        var first = TakeOfClass();
        var last = first;
        if (Peek() == '-')
        {
            _position++;
            last = TakeOfClass();
        }

        _isUnusual |= last < first;
        return new RuneRange(first, last);
    }

    private Rune TakeOfClass()
    {
        var character = TakeRune();

        // In brackets too, the CLI gives these their meaning outside, or a regular expression's.
        _isUnusual |= character.Value is '*' or '?' or '[' or '-' or ']';
        return character.Value == '\\' && _canEscape ? TakeEscaped() : character;
    }

    private Rune TakeEscaped()
    {
        var isLast = _position == _pattern.Length;
        var character = TakeRune();
        _isUnusual |= isLast || !character.IsAscii || Rune.IsLetterOrDigit(character);
        return character;
    }

    private void AddWildcard(GlobToken token)
    {
        _tokens.Add(token);
        _shape = Shape.Wildcards;
    }

    private readonly int Peek() => _position < _pattern.Length ? _pattern[_position] : -1;

    private Rune TakeRune()
    {
        Rune.DecodeFromUtf16(_pattern.AsSpan(_position), out var character, out var length);
        _position += length;
        return character;
    }
}
