using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>A label of a container beside Harpoon's own.</summary>
public static class RunLabel
{
    /// <summary>What Harpoon's own labels start with, by which it knows what to clear away.</summary>
    private const string Reserved = "harpoon.";

    /// <summary>Checks a label's name before anything is sent.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4113: it has none, or one of Harpoon's.</exception>
    public static string Check(string name) => name.Length > 0 && !name.StartsWith(Reserved, StringComparison.Ordinal)
        ? name
        : throw new HarpoonException(Diagnostic.Of("HRP4113", name));
}
