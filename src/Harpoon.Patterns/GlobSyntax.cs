using System.Text;

namespace Harpoon.Patterns;

/// <summary>What the docker CLI refuses as a pattern. It asks Go's <see href="https://pkg.go.dev/path/filepath#Match"/> whether the pattern matches a dot, and hears of a fault only as far as that had to read.</summary>
internal static class GlobSyntax
{
    private const string Unclosed = "a '[' is never closed";

    /// <summary>Checks a pattern.</summary>
    /// <exception cref="FormatException">It is refused; the message says why.</exception>
    public static void Check(ReadOnlySpan<char> pattern, bool canEscape)
    {
        var isDotLeft = true;
        while (!pattern.IsEmpty)
        {
            var hasStar = pattern.StartsWith('*');
            pattern = pattern.TrimStart('*');
            var chunk = TakeChunk(ref pattern, canEscape);
            var (length, takesDot) = CheckChunk(chunk, canEscape);
            if (length > 1 || (length == 1 && !(isDotLeft && takesDot)) || (hasStar && length == 0))
            {
                return;
            }

            isDotLeft &= length == 0;
        }
    }

    /// <summary>What comes before the next star that is not between brackets.</summary>
    private static ReadOnlySpan<char> TakeChunk(ref ReadOnlySpan<char> pattern, bool canEscape)
    {
        var inBrackets = false;
        var end = 0;
        while (end < pattern.Length && (inBrackets || pattern[end] != '*'))
        {
            end += pattern[end] == '\\' && canEscape && end + 1 < pattern.Length ? 1 : 0;
            inBrackets = pattern[end] == '[' || (inBrackets && pattern[end] != ']');
            end++;
        }

        var chunk = pattern[..end];
        pattern = pattern[end..];
        return chunk;
    }

    /// <summary>How many characters it stands for, and whether its first could be a dot.</summary>
    private static (int Length, bool TakesDot) CheckChunk(ReadOnlySpan<char> chunk, bool canEscape)
    {
        var length = 0;
        var takesDot = false;
        while (!chunk.IsEmpty)
        {
            var character = Take(ref chunk);
            var isDot = character.Value switch
            {
                '[' => CheckClass(ref chunk, canEscape),
                '\\' when canEscape => Take(ref chunk, "it ends with a backslash that escapes nothing").Value == '.',
                _ => character.Value is '.' or '?',
            };
            takesDot |= length == 0 && isDot;
            length++;
        }

        return (length, takesDot);
    }

    /// <summary>Whether a dot is in a class.</summary>
    private static bool CheckClass(ref ReadOnlySpan<char> pattern, bool canEscape)
    {
        var isNegated = pattern.StartsWith('^');
        pattern = isNegated ? pattern[1..] : pattern;
        var takesDot = false;
        for (var isEmpty = true; isEmpty || !pattern.StartsWith(']'); isEmpty = false)
        {
            var low = TakeOfClass(ref pattern, canEscape);
            var high = low;
            if (pattern.StartsWith('-'))
            {
                pattern = pattern[1..];
                high = TakeOfClass(ref pattern, canEscape);
            }

            takesDot |= low.Value <= '.' && high.Value >= '.';
        }

        pattern = pattern[1..];
        return takesDot != isNegated;
    }

    private static Rune TakeOfClass(ref ReadOnlySpan<char> pattern, bool canEscape)
    {
        if (pattern.StartsWith('-') || pattern.StartsWith(']'))
        {
            throw new FormatException("a '-' or ']' between brackets needs a backslash before it");
        }

        var character = Take(ref pattern);
        character = character.Value == '\\' && canEscape ? Take(ref pattern) : character;
        return pattern.IsEmpty ? throw new FormatException(Unclosed) : character;
    }

    private static Rune Take(ref ReadOnlySpan<char> pattern, string problem = Unclosed)
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
