using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Calls;

/// <summary>Which version of the Engine API is spoken.</summary>
/// <seealso href="https://docs.docker.com/reference/api/engine/#api-version-matrix"/>
internal static class ApiVersions
{
    /// <summary>The newest that Harpoon was written for: Docker 28.3. A newer engine speaks it too.</summary>
    public static readonly Version Newest = new(1, 51);

    /// <summary>The oldest that has all that Harpoon asks for: Docker 20.10, Podman 4.</summary>
    public static readonly Version Oldest = new(1, 41);

    /// <summary><c>DOCKER_API_VERSION</c>; null if it is not set. As for the docker CLI it is spoken as it is, without negotiation.</summary>
    /// <exception cref="HarpoonException">HRP1013: it is no version.</exception>
    public static Version? Requested(HostEnvironment host)
    {
        if (host.Value("DOCKER_API_VERSION") is not { } text)
        {
            return null;
        }

        return Version.TryParse(text.StartsWith('v') ? text.AsSpan(1) : text, out var version) && version is { Major: > 0, Build: < 0 }
            ? version
            : throw new HarpoonException(Diagnostic.Of("HRP1013", text));
    }

    /// <summary>The newest that both sides speak.</summary>
    /// <exception cref="HarpoonException">HRP1014: the engine doesn't speak the requested one; HRP1015: it is too old.</exception>
    public static Version Agree(Version engine, Version? requested, Endpoint endpoint)
    {
        if (requested is not null)
        {
            return requested <= engine ? requested : throw Refused(requested, endpoint, $"it supports up to {engine}");
        }

        if (engine < Oldest)
        {
            throw new HarpoonException(Diagnostic.Of("HRP1015", endpoint, engine, Oldest));
        }

        return engine < Newest ? engine : Newest;
    }

    /// <summary>The requested version is not the engine's.</summary>
    public static HarpoonException Refused(Version requested, Endpoint endpoint, string words) =>
        new(Diagnostic.Of("HRP1014", endpoint, requested.ToString(2), words));
}
