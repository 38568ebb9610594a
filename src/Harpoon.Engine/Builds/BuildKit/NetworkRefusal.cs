using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit;

/// <summary>Refuses a network that BuildKit can't give to a step: it has its own sandbox, the host's network, or none.</summary>
internal static class NetworkRefusal
{
    /// <exception cref="HarpoonException">HRP3020.</exception>
    public static void ThrowIfNeeded(ImageBuildRequest request)
    {
        if (request is { ByBuildKit: true, Network: not (null or "default" or "host" or "none") })
        {
            throw new HarpoonException(Diagnostic.Of("HRP3020", request.Network).AboutProperty(OptionNames.BuildNetwork));
        }
    }
}
