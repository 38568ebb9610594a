using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Context;

/// <summary>File names that are not text. Unix allows any bytes; .NET and Dockerfiles speak UTF-8.</summary>
internal static class ContextName
{
    /// <summary>What stands where bytes were no UTF-8.</summary>
    public const char Replacement = '\uFFFD';

    /// <summary>Passes on what was found, if anything.</summary>
    /// <exception cref="HarpoonException">HRP2106: nothing was found because the name can't be said.</exception>
    public static FileStatus? Check(string path, FileStatus? found) =>
        found is null && path.Contains(Replacement, StringComparison.Ordinal)
            ? throw new HarpoonException(Diagnostic.Of("HRP2106", path))
            : found;
}
