using Harpoon.Engine.Diagnostics;
using Harpoon.Patterns;

namespace Harpoon.Engine.Runs.CopyOut;

/// <summary>A path in a container as the user wrote it, from its root, as <c>docker cp</c> takes it.</summary>
/// <param name="Folder">The path, without what is only about its content: <c>/app/results</c>.</param>
/// <param name="Name">What it is called where it arrives; null if its content arrives without it.</param>
internal sealed record ContainerPath(string Folder, string? Name)
{
    /// <summary>The path to ask the engine for.</summary>
    public string RequestPath => Name is null ? $"{Folder.TrimEnd('/')}/." : Folder;

    /// <exception cref="HarpoonException">HRP4070: it is no path.</exception>
    public static ContainerPath Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Contains('\0', StringComparison.Ordinal))
        {
            throw new HarpoonException(Diagnostic.Of("HRP4070", text.Replace('\0', '?')).About(new ItemReference(OptionNames.CopyOut, text)));
        }

        // As the engine does it: by the letters, whatever links there are.
        var path = GoPath.Clean("/" + text);
        var isContent = path == "/" || text.EndsWith("/.", StringComparison.Ordinal);
        return new ContainerPath(path, isContent ? null : GoPath.Name(path));
    }
}
