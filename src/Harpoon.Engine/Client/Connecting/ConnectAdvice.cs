using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting;

/// <summary>What to do about an engine that doesn't answer, on this system.</summary>
internal static class ConnectAdvice
{
    public static string ForNone(IEnumerable<(Endpoint Endpoint, Exception Exception)> failures, HostPlatform platform) =>
        failures.FirstOrDefault(failure => ConnectFailure.IsDenied(failure.Exception)) is { Endpoint: { } denied }
            ? Denied(denied, platform)
            : DiagnosticTexts.Format($"Advice.Start.{platform}");

    public static string For(Endpoint endpoint, Exception failure, HostPlatform platform) =>
        ConnectFailure.IsDenied(failure) ? Denied(endpoint, platform)
        : EndpointIsLocal(endpoint) ? DiagnosticTexts.Format($"Advice.Start.{platform}")
        : DiagnosticTexts.Format("Advice.Remote");

    private static string Denied(Endpoint endpoint, HostPlatform platform) =>
        DiagnosticTexts.Format($"Advice.Denied.{platform}", endpoint.SocketPath);

    private static bool EndpointIsLocal(Endpoint endpoint) => endpoint.Address.Scheme is "unix" or "npipe" || endpoint.Address.IsLoopback;
}
