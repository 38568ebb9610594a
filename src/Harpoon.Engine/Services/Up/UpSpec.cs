using System.Security.Cryptography;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Starting;

namespace Harpoon.Engine.Services.Up;

/// <summary>The container of a service that is left up, which carries how it was asked for.</summary>
internal static class UpSpec
{
    private const int HashBytes = 16;

    /// <param name="service">The service.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="network">The network that it is in.</param>
    /// <param name="setting">Where it is started.</param>
    public static ContainerSpec Of(Service service, ServiceOwner owner, ServiceNetwork network, ServiceSetting setting)
    {
        var spec = ServiceSpec.Of(service with { Run = service.Run.With(container => container with { Name = null }) with { Keep = true } }, network, publishesAll: true, setting);
        var labels = new Dictionary<string, string>(spec.Labels, StringComparer.Ordinal)
        {
            [HarpoonLabels.Services] = owner.Id,
            [HarpoonLabels.Configuration] = HashOf(spec),
        };
        return spec with { Name = UpName.WhileStarting(owner, service), LastingName = UpName.Of(owner, service), Labels = labels };
    }

    // All but the process, which is another one in each build.
    private static string HashOf(ContainerSpec spec)
    {
        var lasting = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in spec.Labels)
        {
            lasting[name] = name == HarpoonLabels.Session ? "" : value;
        }

        var json = ContainerSpecJson.Write(spec with { Labels = lasting });
        return Convert.ToHexStringLower(SHA256.HashData(json.Span).AsSpan(0, HashBytes));
    }
}
