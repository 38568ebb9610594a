using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Endpoints;
using Harpoon.Engine.Hosting;

namespace Harpoon.Engine.Engines;

/// <summary>What to do about an engine that doesn't answer, on this system.</summary>
internal static class ConnectAdvice
{
    public static string ForNone(IEnumerable<Exception> failures, HostPlatform platform) =>
        DiagnosticTexts.Format($"Advice.{(failures.Any(ConnectFailure.IsDenied) ? "Denied" : "Start")}.{platform}");

    public static string For(Endpoint endpoint, Exception failure, HostPlatform platform) =>
        ConnectFailure.IsDenied(failure) ? DiagnosticTexts.Format($"Advice.Denied.{platform}")
        : EndpointIsLocal(endpoint) ? DiagnosticTexts.Format($"Advice.Start.{platform}")
        : DiagnosticTexts.Format("Advice.Remote");

    private static bool EndpointIsLocal(Endpoint endpoint) => endpoint.Address.Scheme is "unix" or "npipe" || endpoint.Address.IsLoopback;
}
