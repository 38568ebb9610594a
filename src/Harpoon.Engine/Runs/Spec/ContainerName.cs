using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Options;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>A container's name as the engine takes it.</summary>
public static class ContainerName
{
    /// <summary>Checks a name before anything is sent.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4004: the engine would refuse it.</exception>
    public static string Check(string name) =>
        EngineName.IsValid(name) ? name : throw new HarpoonException(Diagnostic.Of("HRP4004", name));
}
