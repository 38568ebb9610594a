using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Remote;

/// <summary>Finds out whether a BuildKit builds that is no engine's.</summary>
public static class BuilderAddresses
{
    /// <summary>The BuildKit beside all engines that builds; null if an engine does. The environment has a say where the project leaves the choice.</summary>
    /// <param name="text"><c>$(DockerBuilder)</c>.</param>
    /// <param name="certPath"><c>$(DockerBuilderCertPath)</c>.</param>
    /// <param name="host">Whose environment it is.</param>
    /// <exception cref="HarpoonException">HRP3230: the address can't be read.</exception>
    public static BuilderAddress? Of(string? text, string? certPath, HostEnvironment host)
    {
        var address = BuilderAddress.IsOne(text) ? new BuilderAddress(text!.Trim())
            : BuilderChoices.Parse(text) == BuilderChoice.Auto && BuilderDecision.WhySwitchedOff(host) is null && host.Value(BuilderAddress.HostVariable) is { } variable
                ? new BuilderAddress(variable, BuilderAddress.HostVariable)
            : null;
        if (address is not null)
        {
            _ = BuilderTargets.Parse(address);
        }

        return address is null ? null : address with { CertPath = certPath };
    }
}
