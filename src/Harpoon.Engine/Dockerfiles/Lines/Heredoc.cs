namespace Harpoon.Engine.Dockerfiles.Lines;

/// <summary>A heredoc that an instruction opens: <c>RUN &lt;&lt;EOF</c>.</summary>
/// <param name="Terminator">The word that ends it, alone on a line.</param>
/// <param name="StripsTabs">Whether leading tabs are taken away: <c>&lt;&lt;-EOF</c>.</param>
public sealed record Heredoc(string Terminator, bool StripsTabs)
{
    /// <summary>Whether a line ends this heredoc.</summary>
    public bool EndsAt(string line) => (StripsTabs ? line.TrimStart('\t') : line) == Terminator;
}
