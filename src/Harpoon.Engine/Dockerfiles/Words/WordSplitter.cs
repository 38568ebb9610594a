using System.Collections.Immutable;

namespace Harpoon.Engine.Dockerfiles.Words;

/// <summary>Splits arguments at blanks that are neither quoted nor escaped; quotes stay in the words.</summary>
internal static class WordSplitter
{
    public static ImmutableArray<string> Split(string text, char escape)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        for (var position = 0; position < text.Length;)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            var end = EndOfWord(text, position, escape);
            words.Add(text[position..end]);
            position = end;
        }

        return words.ToImmutable();
    }

    public static int EndOfWord(string text, int start, char escape)
    {
        var quote = '\0';
        var position = start;
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (c == escape && quote != '\'')
            {
                position++;
            }
            else if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (char.IsWhiteSpace(c))
            {
                break;
            }
        }

        return Math.Min(position, text.Length);
    }
}
