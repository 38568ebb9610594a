using System.Globalization;
using System.Resources;

namespace Harpoon.Engine.Diagnostics;

/// <summary>The texts of all diagnostics, from the one resource file.</summary>
public static class DiagnosticTexts
{
    private static readonly ResourceManager Resources =
        new("Harpoon.Engine.Diagnostics.DiagnosticTexts", typeof(DiagnosticTexts).Assembly);

    /// <summary>The text of a code with its placeholders filled in.</summary>
    /// <exception cref="InvalidOperationException">No text has this code.</exception>
    public static string Format(string code, params object?[] arguments)
    {
        var text = Resources.GetString(code, CultureInfo.InvariantCulture)
            ?? throw new InvalidOperationException($"The resource file has no text for {code}.");
        return string.Format(CultureInfo.InvariantCulture, text, arguments);
    }
}
