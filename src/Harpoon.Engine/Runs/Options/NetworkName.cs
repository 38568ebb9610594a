using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>A network to run in, as the docker CLI's <c>--network</c> names it.</summary>
public static class NetworkName
{
    private const string OtherContainer = "container:";

    /// <summary>Checks a name before anything is sent.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4104: it names no network.</exception>
    public static string Check(string name) => IsOfEngine(name) && name != OtherContainer || EngineName.IsValid(name)
        ? name
        : throw new HarpoonException(Diagnostic.Of("HRP4104", name));

    /// <summary>Whether it is one that every engine has, or another container's: nobody makes those, and none of them has aliases.</summary>
    public static bool IsOfEngine(string name) =>
        name is "default" or "bridge" or "host" or "none" or "nat" || name.StartsWith(OtherContainer, StringComparison.Ordinal);
}
