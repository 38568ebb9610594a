using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options.Volumes;

/// <summary>A folder in a container that a command starts in.</summary>
public static class ContainerFolder
{
    /// <summary>Checks a path before anything is sent.</summary>
    /// <returns>The path.</returns>
    /// <exception cref="HarpoonException">HRP4118: it is not a full path.</exception>
    public static string Check(string path) =>
        path.StartsWith('/') || PathText.IsOfWindows(path) ? path : throw new HarpoonException(Diagnostic.Of("HRP4118", path));
}
