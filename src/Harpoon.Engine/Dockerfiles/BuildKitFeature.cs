using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Something in a Dockerfile that only BuildKit understands.</summary>
/// <param name="Name">What it is, as written: <c>RUN --mount</c>.</param>
/// <param name="Line">The line of its instruction.</param>
public sealed record BuildKitFeature(string Name, int Line)
{
    /// <summary>How to do without it.</summary>
    internal string Alternative => Name switch
    {
        _ when IsHeredoc => "Write commands in one line with '&&' between them, and a file as the Content of a COPY line.",
        _ when Name.EndsWith("--chmod", StringComparison.Ordinal) => "Change the mode with a RUN chmod line after it.",
        _ when Name.EndsWith("--mount", StringComparison.Ordinal) => "Copy what the command needs with a COPY line before it.",
        _ when Name.EndsWith("--network", StringComparison.Ordinal) => $"Set {OptionNames.BuildNetwork} for the whole build.",
        _ => "Write the line without it.",
    };

    /// <summary>The mount that it is; null for others.</summary>
    internal RunMount? Mount { get; init; }

    /// <summary>Whether it is a here-document.</summary>
    internal bool IsHeredoc => Name.Contains("<<", StringComparison.Ordinal);
}
