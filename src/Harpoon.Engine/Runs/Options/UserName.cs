using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>A user of a container, and perhaps a group: <c>user</c>, <c>uid</c>, <c>user:group</c>, <c>uid:gid</c>, or <c>host</c> for who runs the build.</summary>
public static class UserName
{
    /// <summary>Checks a name before anything is sent; whether the image has such a user only the engine can tell.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4117: it can't be a user.</exception>
    public static string Check(string name) =>
        name.Split(':') is { Length: 1 or 2 } parts && parts.All(part => part.Length > 0 && !part.Any(char.IsWhiteSpace))
            ? name
            : throw new HarpoonException(Diagnostic.Of("HRP4117", name));
}
