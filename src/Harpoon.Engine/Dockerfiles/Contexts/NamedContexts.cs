using System.Collections.Immutable;

namespace Harpoon.Engine.Dockerfiles.Contexts;

/// <summary>Finds a build's named contexts as BuildKit does: <c>alpine</c>, <c>alpine:latest</c> and <c>docker.io/library/alpine</c> are one name.</summary>
/// <param name="contexts">The contexts.</param>
/// <seealso href="https://github.com/moby/buildkit/blob/master/frontend/dockerui/config.go"/>
internal sealed class NamedContexts(ImmutableArray<NamedContext> contexts)
{
    private const string DefaultTag = ":latest";
    private const string OfficialImages = "library/";

    private static readonly string[] DefaultRegistries = ["docker.io/", "index.docker.io/"];

    /// <summary>The context that a name in an instruction means; null for none. Two names are never looked for.</summary>
    public NamedContext? Find(string? name) =>
        contexts.IsDefaultOrEmpty || string.IsNullOrEmpty(name) || IsReserved(name)
            ? null
            : contexts.FirstOrDefault(context => Canonical(context.Name) == Canonical(name));

    /// <summary>Whether a name always means something else.</summary>
    public static bool IsReserved(string name) =>
        name.Equals("scratch", StringComparison.OrdinalIgnoreCase) || name.Equals("context", StringComparison.OrdinalIgnoreCase);

    /// <summary>The form in which the frontend looks for a name.</summary>
    public static string Canonical(string name)
    {
        var registry = Array.Find(DefaultRegistries, start => name.StartsWith(start, StringComparison.Ordinal));
        var path = name[(registry?.Length ?? 0)..];
        if (path.StartsWith(OfficialImages, StringComparison.Ordinal) && path.LastIndexOf('/') == OfficialImages.Length - 1)
        {
            path = path[OfficialImages.Length..];
        }

        return path.EndsWith(DefaultTag, StringComparison.Ordinal) ? path[..^DefaultTag.Length] : path;
    }
}
