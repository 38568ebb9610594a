using System.Text;
using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Client.Calls;

/// <summary>The beginning of an answer that is not understood, as an error shows it: a short line.</summary>
internal static class AnswerText
{
    private const int Longest = 120;

    /// <summary>In bytes: what a line is made of.</summary>
    private const int Looked = 1_024;

    /// <summary>The beginning; empty if there is nothing to see.</summary>
    public static string Beginning(ReadOnlySpan<byte> answer) =>
        Line(Encoding.UTF8.GetString(WithoutBlanks(answer[..Math.Min(answer.Length, Looked)])));

    /// <summary>Whether it is a page for a browser.</summary>
    public static bool IsPage(ReadOnlySpan<byte> answer) => WithoutBlanks(answer).StartsWith("<"u8);

    /// <summary>Without blanks and a byte order mark before and behind it.</summary>
    public static ReadOnlySpan<byte> WithoutBlanks(ReadOnlySpan<byte> answer)
    {
        var mark = Encoding.UTF8.Preamble;
        return (answer.StartsWith(mark) ? answer[mark.Length..] : answer).Trim(" \t\r\n"u8);
    }

    private static string Line(string text)
    {
        var line = new StringBuilder();
        foreach (var letter in PlainText.Of(text))
        {
            // One space for all that is blank.
            if (!char.IsWhiteSpace(letter))
            {
                line.Append(letter);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }

            if (line.Length == Longest)
            {
                // No character of two code units is cut in two.
                return $"{line.ToString(0, char.IsHighSurrogate(letter) ? Longest - 1 : Longest)}…";
            }
        }

        return line.ToString().TrimEnd();
    }
}
