using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Up;

/// <summary>The names of what is left up. A container has another one until all services are ready: by it, what a killed <c>DockerUp</c> left is distinguished from what is to stay.</summary>
internal static class UpName
{
    /// <summary>The name of a service's container once all are ready.</summary>
    public static string Of(ServiceOwner owner, Service service) => $"{owner.Name}-{service.Name}";

    /// <summary>Its name until then.</summary>
    public static string WhileStarting(ServiceOwner owner, Service service) => Of(owner, service) + HarpoonLabels.StartingSuffix;
}
