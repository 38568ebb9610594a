using System.Globalization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Http;

/// <summary>What is common to the parts of an answer.</summary>
internal static class EngineHttpText
{
    /// <summary>Reads a number.</summary>
    /// <exception cref="IOException">It is none, or too large to be meant.</exception>
    public static int Number(ReadOnlySpan<char> text, NumberStyles styles) =>
        int.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : throw NotHttp();

    /// <summary>The error for what is not HTTP/1.</summary>
    public static IOException NotHttp() => new(DiagnosticTexts.Format("Said.NotHttp"));
}
