using System.Collections.Immutable;
using System.Text;

namespace Harpoon.Engine.Diagnostics.Text;

/// <summary>Fields between commas, as a line of RFC 4180: one that starts with a quote ends with the next, and may hold commas and doubled quotes.</summary>
internal static class QuotedFields
{
    /// <summary>The fields; null if a quote stands where none can.</summary>
    public static ImmutableArray<string>? Split(string text)
    {
        var fields = ImmutableArray.CreateBuilder<string>();
        var position = 0;
        do
        {
            var field = position < text.Length && text[position] == '"' ? Quoted(text, ref position) : Plain(text, ref position);
            if (field is null || position < text.Length && text[position] != ',')
            {
                return null;
            }

            fields.Add(field);
        }
        while (position++ < text.Length);
        return fields.ToImmutable();
    }

    private static string? Plain(string text, ref int position)
    {
        var comma = text.IndexOf(',', position);
        var end = comma < 0 ? text.Length : comma;
        var field = text[position..end];
        position = end;
        return field.Contains('"', StringComparison.Ordinal) ? null : field;
    }

    private static string? Quoted(string text, ref int position)
    {
        var field = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] != '"')
            {
                field.Append(text[position]);
            }
            else if (position + 1 < text.Length && text[position + 1] == '"')
            {
                field.Append(text[position++]);
            }
            else
            {
                position++;
                return field.ToString();
            }
        }

        return null;
    }
}
