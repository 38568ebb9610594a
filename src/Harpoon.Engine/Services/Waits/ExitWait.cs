using System.Globalization;

namespace Harpoon.Engine.Services.Waits;

/// <summary>The service did its work and ended: <c>exit</c>, <c>exit:3</c>.</summary>
/// <param name="Code">The exit code that it must end with.</param>
public sealed record ExitWait(int Code) : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"exit:{Code}");
}
