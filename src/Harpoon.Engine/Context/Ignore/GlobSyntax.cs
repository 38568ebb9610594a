using System.Text;

namespace Harpoon.Engine.Context.Ignore;

/// <summary>What is a pattern at all: the grammar of <see href="https://pkg.go.dev/path/filepath#Match"/>.</summary>
internal static class GlobSyntax
{
    /// <summary>Checks a pattern.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static void Check(ReadOnlySpan<char> pattern, bool canEscape)
    {
        while (!pattern.IsEmpty)
        {
            var character = Take(ref pattern);
            if (character.Value == '[')
            {
                SkipClass(ref pattern, canEscape);
            }
            else if (character.Value == '\\' && canEscape)
            {
                Take(ref pattern, "it ends with a backslash that escapes nothing");
            }
        }
    }

    private static void SkipClass(ref ReadOnlySpan<char> pattern, bool canEscape)
    {
        if (pattern.StartsWith('^'))
        {
            pattern = pattern[1..];
        }

        var isEmpty = true;
        while (isEmpty || !pattern.StartsWith(']'))
        {
            var low = TakeOfClass(ref pattern, canEscape);
            if (pattern.StartsWith('-'))
            {
                pattern = pattern[1..];
                if (TakeOfClass(ref pattern, canEscape) < low)
                {
                    throw new FormatException("a range between brackets runs backwards");
                }
            }

            isEmpty = false;
        }

        pattern = pattern[1..];
    }

    private static Rune TakeOfClass(ref ReadOnlySpan<char> pattern, bool canEscape)
    {
        if (pattern.StartsWith('-') || pattern.StartsWith(']'))
        {
            throw new FormatException("a '-' or ']' between brackets needs a backslash before it");
        }

        var character = Take(ref pattern);
        return character.Value == '\\' && canEscape ? Take(ref pattern) : character;
    }

    private static Rune Take(ref ReadOnlySpan<char> pattern, string problem = "a '[' is never closed")
    {
        if (pattern.IsEmpty)
        {
            throw new FormatException(problem);
        }

        Rune.DecodeFromUtf16(pattern, out var character, out var length);
        pattern = pattern[length..];
        return character;
    }
}
