using System.Globalization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>The most processes and threads of a container.</summary>
public static class PidsLimit
{
    /// <summary>Reads a number; -1 is as many as the engine's host can have.</summary>
    /// <exception cref="HarpoonException">HRP4110: it is no such number.</exception>
    public static long Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) && limit is -1 or > 0
            ? limit
            : throw new HarpoonException(Diagnostic.Of("HRP4110", text));
}
