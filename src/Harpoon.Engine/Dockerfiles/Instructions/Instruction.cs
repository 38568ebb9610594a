using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Dockerfiles.Instructions;

/// <summary>One instruction of a Dockerfile, its continuation lines joined.</summary>
/// <param name="Name">Its name, in capitals.</param>
/// <param name="Flags">Its <c>--name=value</c> flags, in order.</param>
/// <param name="Arguments">What comes after the name and the flags, trimmed.</param>
/// <param name="StartLine">Its first line in the Dockerfile, from 1.</param>
/// <param name="EndLine">Its last line, heredocs included.</param>
public sealed record Instruction(
    string Name,
    ImmutableArray<InstructionFlag> Flags,
    string Arguments,
    int StartLine,
    int EndLine)
{
    /// <summary>All of it as written, its lines joined.</summary>
    public string Text { get; init; } = "";

    /// <summary>The arguments in words: the elements of the JSON form, or what blanks part.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Whether the arguments are a JSON array of strings.</summary>
    public bool IsJson { get; init; }

    /// <summary>The heredocs that it opens; only BuildKit reads them.</summary>
    public ImmutableArray<Heredoc> Heredocs { get; init; } = [];

    /// <summary>Its last line without the heredocs, which are the lines after it.</summary>
    public int HeadEndLine { get => field == 0 ? EndLine : field; init; }

    /// <summary>The value of a flag; empty for a flag without one, null if it is not given.</summary>
    public string? Flag(string name)
    {
        foreach (var flag in Flags)
        {
            if (string.Equals(flag.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return flag.Value;
            }
        }

        return null;
    }
}
