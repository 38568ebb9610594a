using Harpoon.Engine.Context.Ignore;

namespace Harpoon.Engine.Context;

/// <summary>
/// The <c>.dockerignore</c> that an engine gets. Docker's classic builder takes from it only whether the Dockerfile and itself go away once they are read, before
/// anything is copied; Podman's leaves out what it names once more.
/// </summary>
internal static class SentIgnoreFile
{
    /// <summary>Its text; null if the context's own says it all.</summary>
    /// <param name="ignoreFile">The file that holds for this build.</param>
    /// <param name="folder">The context's folder.</param>
    /// <param name="privateDockerfile">The name of a Dockerfile that no <c>COPY</c> must find; null for the user's own.</param>
    /// <param name="added">Paths in the context that the file must not leave out, whatever it says.</param>
    public static string? For(IgnoreFile? ignoreFile, string folder, string? privateDockerfile, IReadOnlyList<string> added)
    {
        var isOwn = ignoreFile?.IsOf(folder) == true;
        if (privateDockerfile is null && (ignoreFile is null || (isOwn && added.Count == 0)))
        {
            return null;
        }

        var kept = string.Concat(added.Select(path => $"\n!{Escaped(path)}"));
        var hidden = isOwn ? string.Empty : "\n" + IgnoreFile.Name;
        return $"{ignoreFile?.Text}{kept}{hidden}\n{privateDockerfile}\n";
    }

    private static string Escaped(string path) =>
        string.Concat(path.Select(c => c is '*' or '?' or '[' or '\\' ? $"\\{c}" : c.ToString()));
}
