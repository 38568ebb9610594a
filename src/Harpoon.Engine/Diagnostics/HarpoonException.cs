using System.Collections.Immutable;

namespace Harpoon.Engine.Diagnostics;

/// <summary>Work that ended with something to report to the user: never a bug, always one or more diagnostics.</summary>
public class HarpoonException : Exception
{
    /// <summary>One diagnostic ends the work.</summary>
    public HarpoonException(Diagnostic diagnostic, Exception? innerException = null)
        : this([diagnostic], innerException)
    {
    }

    /// <summary>Several diagnostics, all reported, end the work.</summary>
    public HarpoonException(ImmutableArray<Diagnostic> diagnostics, Exception? innerException = null)
        : base(string.Join(Environment.NewLine, diagnostics.Select(d => $"{d.Code}: {d.Text}")), innerException) =>
        Diagnostics = diagnostics;

    /// <summary>What to report, in order.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }
}
