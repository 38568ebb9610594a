namespace Harpoon.Tasks.Lines.Texts;

/// <summary>Parts a text at <c>;</c>, but for those in quotes. MSBuild parts it at each.</summary>
internal static class QuotedList
{
    public static List<string> Split(string text)
    {
        var pieces = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            i = text[i] switch
            {
                '\\' => i + 1,
                '\'' or '"' => EndOfQuotes(text, i),
                _ => i,
            };
            if (i < text.Length && text[i] == ';')
            {
                pieces.Add(text[start..i]);
                start = i + 1;
            }
        }

        pieces.Add(text[start..]);
        return pieces;
    }

    /// <summary>The quote that closes another; an apostrophe that none closes stands for itself.</summary>
    private static int EndOfQuotes(string text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == text[open])
            {
                return i;
            }

            i += text[i] == '\\' && text[open] == '"' ? 1 : 0;
        }

        return open;
    }
}
