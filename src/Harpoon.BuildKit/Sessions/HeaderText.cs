namespace Harpoon.BuildKit.Sessions;

/// <summary>Texts in headers.</summary>
internal static class HeaderText
{
    /// <summary>The text, each character but printable ASCII replaced.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (safe, text) =>
    {
        for (var i = 0; i < safe.Length; i++)
        {
            safe[i] = text[i] is > ' ' and < '\x7F' ? text[i] : '_';
        }
    });
}
