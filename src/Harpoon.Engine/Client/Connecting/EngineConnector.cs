using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting;

/// <summary>Finds the engine to use and connects to it.</summary>
public static class EngineConnector
{
    /// <summary>How long one answer may take by default: <c>$(DockerTimeout)</c>'s default.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Finds the engine, connects, and agrees on a version of the API. The caller disposes of it. Where none was named and nothing listens at a default
    /// endpoint, <c>podman system service</c> is started for the connection, and ends with it.
    /// </summary>
    /// <exception cref="HarpoonException">HRP1001: no default engine answers; HRP1002: the one that was named doesn't; others of HRP10xx: it can't be used.</exception>
    public static async Task<IEngine> ConnectAsync(
        EndpointOptions options, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        var timeout = options.Timeout ?? DefaultTimeout;
        var handshake = new EngineHandshake(host, ApiVersions.Requested(host), timeout);
        var search = new EngineSearch(handshake, timeout, host.Platform, PodmanStart.Of(host, handshake, timeout, report));
        var choice = new EndpointResolver(host, report).Resolve(options);
        var engine = choice.IsNamed
            ? await search.NamedAsync(choice.Endpoints.First(), DefaultEndpoints.Of(host), cancellationToken)
            : await search.FirstAsync(choice.Endpoints, cancellationToken);
        report.Message(MessageLevel.Low, $"Engine: {engine.Endpoint}, API {engine.Connection.ApiVersion}.");
        return engine;
    }
}
