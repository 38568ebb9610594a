using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>A capability of Linux that a container gets or loses: <c>NET_ADMIN</c>, <c>CAP_NET_ADMIN</c>, <c>ALL</c>, in any case.</summary>
/// <remarks>Which there are depends on the engine's kernel (capabilities(7)); the engine refuses one that it doesn't know.</remarks>
public static class Capability
{
    /// <summary>Checks a name before anything is sent.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4109: it can't be a capability.</exception>
    public static string Check(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetter(letter) || letter == '_')
        ? name
        : throw new HarpoonException(Diagnostic.Of("HRP4109", name));
}
