using System.Text.RegularExpressions;

namespace Harpoon.Engine.Services.Waits;

/// <summary>The service wrote a line, to either stream, that an expression matches: <c>log:ready to accept</c>.</summary>
/// <param name="Expression">The expression.</param>
public sealed record LogWait(Regex Expression) : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => $"log:{Expression}";
}
