using System.Collections.Immutable;
using System.Text;

namespace Harpoon.Terminal.Launch;

/// <summary>Splits a text into arguments as .NET does on every system: https://learn.microsoft.com/dotnet/api/system.diagnostics.processstartinfo.arguments</summary>
internal static class ArgumentText
{
    public static ImmutableArray<string> Split(string text)
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        for (var start = SkipSpace(text, 0); start < text.Length; start = SkipSpace(text, start))
        {
            var argument = new StringBuilder();
            start = Read(text, start, argument);
            arguments.Add(argument.ToString());
        }

        return arguments.ToImmutable();
    }

    private static int Read(string text, int index, StringBuilder argument)
    {
        var isQuoted = false;
        var backslashes = 0;
        for (; index < text.Length && (isQuoted || !IsSpace(text[index])); index++)
        {
            if (text[index] == '\\')
            {
                backslashes++;
            }
            else if (text[index] != '"')
            {
                argument.Append('\\', backslashes).Append(text[index]);
                backslashes = 0;
            }
            else
            {
                // Backslashes are special before a quotation mark alone: two are one, and an odd one makes the mark a letter.
                var isDoubled = isQuoted && backslashes == 0 && text.AsSpan(index + 1).StartsWith('"');
                argument.Append('\\', backslashes / 2).Append('"', isDoubled ? 1 : backslashes % 2);
                isQuoted ^= !isDoubled && backslashes % 2 == 0;
                index += isDoubled ? 1 : 0;
                backslashes = 0;
            }
        }

        argument.Append('\\', backslashes);
        return index;
    }

    private static int SkipSpace(string text, int index)
    {
        while (index < text.Length && IsSpace(text[index]))
        {
            index++;
        }

        return index;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t';
}
