using System.Text;

namespace Harpoon.Engine.Dockerfiles.Instructions;

/// <summary>The fields of a flag's value, which is a line of CSV: a field in quotes may have commas.</summary>
internal static class CommaList
{
    public static IEnumerable<string> Split(string line)
    {
        for (var position = 0; position <= line.Length; position++)
        {
            if (position < line.Length && line[position] == '"')
            {
                yield return Quoted(line, ref position);
            }
            else
            {
                var end = line.IndexOf(',', position);
                end = end < 0 ? line.Length : end;
                yield return line[position..end];
                position = end;
            }
        }
    }

    /// <summary>Reads a field in quotes, in which a quote is doubled, up to the comma after it.</summary>
    private static string Quoted(string line, ref int position)
    {
        var field = new StringBuilder();
        for (position++; position < line.Length; position++)
        {
            if (line[position] != '"')
            {
                field.Append(line[position]);
            }
            else if (position + 1 < line.Length && line[position + 1] == '"')
            {
                field.Append(line[position++]);
            }
            else
            {
                break;
            }
        }

        position = line.IndexOf(',', Math.Min(position, line.Length)) is >= 0 and var comma ? comma : line.Length;
        return field.ToString();
    }
}
