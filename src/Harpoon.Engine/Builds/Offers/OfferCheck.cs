using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Hosting;

namespace Harpoon.Engine.Builds.Offers;

/// <summary>Makes sure, before a build starts, that all that it offers to its steps is there.</summary>
internal static class OfferCheck
{
    /// <exception cref="HarpoonException">HRP3050–HRP3057.</exception>
    public static void ThrowUnlessGiven(ImageBuildRequest request, HostEnvironment host)
    {
        if (request.Secrets.IsEmpty && request.SshForwards.IsEmpty)
        {
            return;
        }

        if (!request.ByBuildKit)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3050", request.Secrets.IsEmpty ? "DockerBuildSsh" : "DockerBuildSecret"));
        }

        ThrowIfTwice("DockerBuildSecret", request.Secrets.Select(secret => secret.Id));
        ThrowIfTwice("DockerBuildSsh", request.SshForwards.Select(forward => forward.Id));
        foreach (var secret in request.Secrets)
        {
            SecretValue.Read(secret, host);
        }

        foreach (var forward in request.SshForwards)
        {
            AgentSocket.PathOf(forward, host);
        }
    }

    private static void ThrowIfTwice(string item, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (!seen.Add(id))
            {
                throw new HarpoonException(Diagnostic.Of("HRP3055", item, id));
            }
        }
    }
}
