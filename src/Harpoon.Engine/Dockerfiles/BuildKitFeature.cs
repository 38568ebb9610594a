using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Something in a Dockerfile that only BuildKit understands.</summary>
/// <param name="Name">What it is, as written: <c>RUN --mount</c>.</param>
/// <param name="Line">The line of its instruction.</param>
public sealed record BuildKitFeature(string Name, int Line)
{
    /// <summary>The mount that it is; null for others.</summary>
    internal RunMount? Mount { get; init; }

    /// <summary>Whether it is a here-document.</summary>
    internal bool IsHeredoc => Name.Contains("<<", StringComparison.Ordinal);
}
