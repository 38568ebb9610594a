using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Dockerfiles.Instructions;

/// <summary>The names of the instructions.</summary>
public static class InstructionNames
{
    private static readonly string[] All =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
        "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ];

    /// <summary>Whether a word is an instruction, in any case.</summary>
    public static bool IsKnown(string word) => All.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text starts with an instruction, in any case.</summary>
    public static bool StartsWithInstruction(string text) => IsKnown(FirstWord(text));

    /// <summary>Whether a text starts with an instruction in capitals, which no shell command is.</summary>
    public static bool StartsWithCapitals(string text) => All.Contains(FirstWord(text), StringComparer.Ordinal);

    /// <summary>The instruction that was perhaps meant; null if none is near.</summary>
    public static string? Nearest(string word) => NearestName.Of(word, All);

    private static string FirstWord(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.IndexOfAny(" \t\n\r");
        return (end < 0 ? trimmed : trimmed[..end]).ToString();
    }
}
