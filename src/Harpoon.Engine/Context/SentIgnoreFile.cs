using Harpoon.Engine.Context.Ignore;

namespace Harpoon.Engine.Context;

/// <summary>The <c>.dockerignore</c> that an engine gets. A classic builder takes from it only whether the Dockerfile and itself go away once they are read, before anything is copied.</summary>
internal static class SentIgnoreFile
{
    /// <summary>Its text; null where the context's own says it all.</summary>
    /// <param name="ignoreFile">The file that holds for this build.</param>
    /// <param name="folder">The context's folder.</param>
    /// <param name="privateDockerfile">The name of a Dockerfile that no <c>COPY</c> must find; null for the user's own.</param>
    public static string? For(IgnoreFile? ignoreFile, string folder, string? privateDockerfile)
    {
        var own = Path.Combine(folder, IgnoreFile.Name);
        var isOwn = ignoreFile?.Path == own;
        if (privateDockerfile is null && (ignoreFile is null || isOwn))
        {
            return null;
        }

        var hidden = isOwn || File.Exists(own) ? string.Empty : "\n" + IgnoreFile.Name;
        return $"{ignoreFile?.Text}{hidden}\n{privateDockerfile}\n";
    }
}
