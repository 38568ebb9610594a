using System.Text;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Output;

/// <summary>
/// Makes items of any text. MSBuild takes an item for a file's name: it would split it, expand it and turn its slashes,
/// unless the characters that mean something to it are escaped.
/// </summary>
internal static class ItemText
{
    private const string Special = "%*?@$();'\\";

    public static TaskItem ToItem(string text) => new(Escape(text));

    /// <summary>The text as the value of metadata.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (Special.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append('%').Append(((int)c).ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }
}
