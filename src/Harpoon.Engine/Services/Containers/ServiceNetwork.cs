using System.Net;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services.Containers;

/// <summary>The network that services are in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, which no other network of the engine has.</param>
/// <param name="Gateway">Its gateway, where that is an address of this machine: then its containers can be reached from here as they are. Null elsewhere.</param>
internal sealed record ServiceNetwork(string Id, string Name, IPAddress? Gateway)
{
    /// <summary>Creates one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="process">Who makes it.</param>
    /// <param name="labels">Its labels beside the process's.</param>
    /// <param name="engine">Where.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HarpoonException">HRP4213: the engine made none.</exception>
    public static async Task<ServiceNetwork> CreateAsync(
        string name, BuildProcessIdentity process, IReadOnlyDictionary<string, string> labels, IEngine engine, CancellationToken cancellationToken)
    {
        var marked = new Dictionary<string, string>(labels, StringComparer.Ordinal) { [HarpoonLabels.Session] = OwnershipMark.Of(process, name).ToString() };
        try
        {
            var id = await engine.Networks.CreateAsync(name, marked, cancellationToken);
            return new ServiceNetwork(id, name, Gateway: null);
        }
        catch (EngineRefusedException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4213", e.ResponseMessage), e);
        }
        catch (Exception e) when (LostEngine.MayHaveActed(e))
        {
            await LostServices.ForgetNetworkAsync(name, marked[HarpoonLabels.Session], engine);
            throw;
        }
    }

    /// <summary>The same, with the gateway where it is one of this machine's addresses. Another machine's engine has a network with the same gateway for most.</summary>
    public async Task<ServiceNetwork> WithGatewayAsync(IEngine engine, HostEnvironment host, CancellationToken cancellationToken) =>
        !engine.Endpoint.IsElsewhere(host.MachineName) && await engine.Networks.GatewayAsync(Id, cancellationToken) is { } gateway && PortAddress.IsOfThisMachine(gateway)
            ? this with { Gateway = gateway }
            : this;
}

/// <summary>The labels of what services need beside their containers.</summary>
internal static class ServiceLabels
{
    public static Dictionary<string, string> Of(string? project)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (project is not null)
        {
            labels[HarpoonLabels.Project] = project;
        }

        return labels;
    }
}
