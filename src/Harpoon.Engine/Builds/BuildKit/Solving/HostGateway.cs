using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Grpc;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Solving;

/// <summary>Puts an address in place of <c>host-gateway</c>, which BuildKit's frontend does not know.</summary>
internal static class HostGateway
{
    /// <summary>The network whose gateway it is unless the engine's configuration sets another.</summary>
    private const string Bridge = "bridge";

    /// <summary>The request with the address that the engine's worker reports (Docker 23.0 and newer), or else the gateway of its usual network.</summary>
    /// <exception cref="HarpoonException">HRP3207: the engine reports no such address.</exception>
    public static async Task<ImageBuildRequest> PutInAsync(
        ImageBuildRequest request, ControlClient control, IEngine engine, CancellationToken cancellationToken)
    {
        if (!request.Steps.ExtraHosts.Any(StepOptions.IsGateway))
        {
            return request;
        }

        var address = await OfWorkerAsync(control, cancellationToken)
            ?? (engine.Capabilities.IsBuildKit ? null : (await engine.Networks.GatewayAsync(Bridge, cancellationToken))?.ToString())
            ?? throw new HarpoonException(Diagnostic.Of("HRP3207").About(StepOptions.ItemOf(request.Steps.ExtraHosts.First(StepOptions.IsGateway))));
        return request with
        {
            Steps = request.Steps with { ExtraHosts = [.. request.Steps.ExtraHosts.Select(host => StepOptions.WithAddress(host, address))] },
        };
    }

    private static async Task<string?> OfWorkerAsync(ControlClient control, CancellationToken cancellationToken)
    {
        try
        {
            return (await control.ListWorkersAsync(cancellationToken)).Select(worker => worker.HostGateway).FirstOrDefault(address => address is not null);
        }
        catch (RpcException)
        {
            // An engine that lists no workers says no address either.
            return null;
        }
    }
}
