using System.Collections.Immutable;

namespace Harpoon.BuildKit.Tracing;

/// <summary>Something that BuildKit warns of, such as a rule of its Dockerfile checks.</summary>
/// <param name="Vertex">The step's digest.</param>
/// <param name="Summary">In a line. For a rule: <c>FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)</c>.</param>
public sealed record TraceWarning(string Vertex, string Summary)
{
    /// <summary>BuildKit's level; 1 is what matters most.</summary>
    public int Level { get; init; }

    /// <summary>More, line by line.</summary>
    public ImmutableArray<string> Detail { get; init; } = [];

    /// <summary>Where to read about it; null if there is nothing.</summary>
    public string? HelpLink { get; init; }

    /// <summary>The file that it is about; null if that is unknown.</summary>
    public string? FileName { get; init; }

    /// <summary>The places that it is about.</summary>
    public ImmutableArray<TraceRange> Ranges { get; init; } = [];
}
