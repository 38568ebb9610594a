using Harpoon.Engine.Diagnostics;

namespace Harpoon.Tasks.Lines.Received;

/// <summary>Where a line was written, and how far from the margin.</summary>
/// <param name="Location">Its place; null if that is not known.</param>
/// <param name="Indent">The blanks before it, which MSBuild takes from an <c>Include</c>: in a here-document they are text.</param>
internal sealed record LinePlace(SourceLocation? Location, string Indent = "")
{
    /// <summary>That of a line that a target made.</summary>
    public static LinePlace Unknown { get; } = new(Location: null);
}
