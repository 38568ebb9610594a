namespace Harpoon.Patterns;

/// <summary>What a backslash before a character means to Go's regular expressions, said in .NET's. See <see href="https://pkg.go.dev/regexp/syntax"/>.</summary>
internal static class GoEscapes
{
    private const string Digits = "0-9";
    private const string Words = "0-9A-Za-z_";
    private const string Spaces = @"\t\n\f\r ";

    /// <summary>The same in .NET.</summary>
    /// <param name="character">What follows the backslash.</param>
    /// <param name="inBrackets">Whether that is in a class of characters.</param>
    /// <exception cref="FormatException">It means nothing to Go, or nothing that this class knows.</exception>
    public static string Translate(char character, bool inBrackets) => character switch
    {
        'a' or 'f' or 'n' or 'r' or 't' or 'v' => "\\" + character,
        'd' => Set(Digits, inBrackets),
        'w' => Set(Words, inBrackets),
        's' => Set(Spaces, inBrackets),
        'D' when !inBrackets => Set("^" + Digits, inBrackets),
        'W' when !inBrackets => Set("^" + Words, inBrackets),
        'S' when !inBrackets => Set("^" + Spaces, inBrackets),
        _ when char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) => "\\" + character,
        _ => throw new FormatException($"a backslash before '{character}' is not supported; a '/' separates folders"),
    };

    private static string Set(string characters, bool inBrackets) => inBrackets ? characters : $"[{characters}]";
}
