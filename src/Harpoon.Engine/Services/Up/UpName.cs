using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Up;

/// <summary>The names of what is left up. A container has another one until all services are ready: by it, what a killed <c>DockerUp</c> left is told from what is to stay.</summary>
internal static class UpName
{
    private const string Starting = ".starting";

    /// <summary>The name of a service's container once all are ready.</summary>
    public static string Of(ServiceOwner owner, Service service) => $"{owner.Name}-{service.Name}";

    /// <summary>Its name until then.</summary>
    public static string WhileStarting(ServiceOwner owner, Service service) => Of(owner, service) + Starting;

    /// <summary>Whether a container's name is one of the second kind.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="lasting">The name that it was to stay by.</param>
    public static bool IsStarting(string name, string? lasting) => lasting is not null && name == lasting + Starting;
}
