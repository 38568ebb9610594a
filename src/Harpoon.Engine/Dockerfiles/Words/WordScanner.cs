using System.Text;

namespace Harpoon.Engine.Dockerfiles.Words;

/// <summary>Reads one word for <see cref="VariableExpansion"/>. Values that can't be known are null, and so is what depends on them.</summary>
internal sealed class WordScanner(string word, IReadOnlyDictionary<string, string?> variables, char escape)
{
    private const char End = '\0';

    private int _position;

    /// <summary>Whether escape characters stay: in patterns, which have escapes of their own.</summary>
    private bool _keepsEscapes;

    /// <exception cref="FormatException">The engine would refuse the word.</exception>
    public string? Read() => ReadUntil(End, keepsEscapes: false);

    private char Peek() => _position < word.Length ? word[_position] : End;

    private char Next() => _position < word.Length ? word[_position++] : End;

    private string? ReadUntil(char stop, bool keepsEscapes)
    {
        var before = _keepsEscapes;
        _keepsEscapes = keepsEscapes;
        var result = new PartialText();
        while (_position < word.Length && (stop == End || Peek() != stop))
        {
            switch (Peek())
            {
                case '$':
                    result.Append(ReadVariable());
                    break;
                case '\'':
                    result.Append(ReadSingleQuoted());
                    break;
                case '"':
                    ReadDoubleQuoted(result);
                    break;
                default:
                    ReadPlain(result);
                    break;
            }
        }

        if (stop != End && Next() != stop)
        {
            throw new FormatException();
        }

        _keepsEscapes = before;
        return result.Text;
    }

    private void ReadPlain(PartialText result)
    {
        var c = Next();
        if (c == escape)
        {
            if (_keepsEscapes)
            {
                result.Append(c);
            }

            if (_position == word.Length)
            {
                return;
            }

            c = Next();
        }

        result.Append(c);
    }

    private string ReadSingleQuoted()
    {
        var start = ++_position;
        var end = word.IndexOf('\'', start);
        if (end < 0)
        {
            throw new FormatException();
        }

        _position = end + 1;
        return word[start..end];
    }

    private void ReadDoubleQuoted(PartialText result)
    {
        _position++;
        while (Peek() != '"')
        {
            if (_position == word.Length)
            {
                throw new FormatException();
            }

            if (Peek() == '$')
            {
                result.Append(ReadVariable());
                continue;
            }

            ReadQuoted(result);
        }

        _position++;
    }

    private void ReadQuoted(PartialText result)
    {
        var c = Next();
        if (c == escape)
        {
            if (_keepsEscapes)
            {
                result.Append(c);
            }

            if (_position == word.Length)
            {
                return;
            }

            c = Peek() == '"' || Peek() == '$' || Peek() == escape ? Next() : c;
        }

        result.Append(c);
    }

    private string? ReadVariable()
    {
        _position++;
        if (Peek() != '{')
        {
            return ReadName() is { Length: > 0 } plain ? ValueOf(plain).Value : "$";
        }

        _position++;
        if (Peek() is End or '{' or '}' or ':')
        {
            throw new FormatException();
        }

        var name = ReadName();
        return Next() switch
        {
            '}' => ValueOf(name).Value,
            ':' => ReadChoice(name, Next(), emptyIsUnset: true),
            '/' => ReadReplacement(name),
            '#' => ReadTrimmed(name, '#'),
            '%' => ReadTrimmed(name, '%'),
            var operation => ReadChoice(name, operation, emptyIsUnset: false),
        };
    }

    /// <summary><c>${X:-y}</c>, <c>${X+y}</c>, <c>${X?y}</c> and the like.</summary>
    private string? ReadChoice(string name, char operation, bool emptyIsUnset)
    {
        if (operation is not ('-' or '+' or '?'))
        {
            throw new FormatException();
        }

        var other = ReadUntil('}', keepsEscapes: false);
        var (isSet, value) = ValueOf(name);
        if (isSet && value is null && emptyIsUnset)
        {
            return null;
        }

        var counts = isSet && (!emptyIsUnset || value!.Length > 0);
        return operation switch
        {
            '-' => counts ? value : other,
            '+' => counts ? other : "",
            _ => counts ? value : throw new FormatException(),
        };
    }

    /// <summary><c>${X#y}</c>, <c>${X##y}</c>, <c>${X%y}</c>, <c>${X%%y}</c>.</summary>
    private string? ReadTrimmed(string name, char operation)
    {
        var pattern = ReadUntil('}', keepsEscapes: true);
        if (pattern is null || ValueOf(name).Value is not { } value)
        {
            return null;
        }

        var isLongest = pattern.StartsWith(operation);
        pattern = isLongest ? pattern[1..] : pattern;
        return operation == '#' ? ShellPattern.TrimStart(value, pattern, isLongest) : ShellPattern.TrimEnd(value, pattern, isLongest);
    }

    /// <summary><c>${X/y/z}</c>, <c>${X//y/z}</c>.</summary>
    private string? ReadReplacement(string name)
    {
        var all = Peek() == '/';
        _position += all ? 1 : 0;
        var pattern = ReadUntil('/', keepsEscapes: true);
        var replacement = ReadUntil('}', keepsEscapes: true);
        return pattern is null || replacement is null || ValueOf(name).Value is not { } value
            ? null
            : ShellPattern.Replace(value, pattern, replacement, all);
    }

    /// <summary>A name, a number, or one of the shell's special parameters.</summary>
    private string ReadName()
    {
        var start = _position;
        if (char.IsDigit(Peek()))
        {
            while (char.IsDigit(Peek()))
            {
                _position++;
            }
        }
        else if (Peek() is '@' or '*' or '#' or '?' or '-' or '$' or '!')
        {
            _position++;
        }
        else
        {
            while (char.IsLetterOrDigit(Peek()) || Peek() == '_')
            {
                _position++;
            }
        }

        return word[start.._position];
    }

    private (bool IsSet, string? Value) ValueOf(string name) => variables.TryGetValue(name, out var value) ? (true, value) : (false, "");

    /// <summary>A text that can't be known as soon as one of its parts can't.</summary>
    private sealed class PartialText
    {
        private readonly StringBuilder _known = new();
        private bool _isUnknown;

        public string? Text => _isUnknown ? null : _known.ToString();

        public void Append(char c) => _known.Append(c);

        public void Append(string? text)
        {
            _isUnknown |= text is null;
            _known.Append(text);
        }
    }
}
