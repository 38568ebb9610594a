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
    public static Task<IEngine> ConnectAsync(
        EndpointOptions options, HostEnvironment host, IReport report, CancellationToken cancellationToken) =>
        ConnectAsync(options, host, report, new KnownEngines(), cancellationToken);

    /// <param name="options">What the project says of the engine.</param>
    /// <param name="host">This machine.</param>
    /// <param name="report">Is given the warnings.</param>
    /// <param name="known">The engines that answered before in this build, which are not asked again who they are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <inheritdoc cref="ConnectAsync(EndpointOptions, HostEnvironment, IReport, CancellationToken)"/>
    public static async Task<IEngine> ConnectAsync(
        EndpointOptions options, HostEnvironment host, IReport report, KnownEngines known, CancellationToken cancellationToken)
    {
        var timeout = options.Timeout ?? DefaultTimeout;
        var requested = ApiVersions.Requested(host);
        var handshake = new EngineHandshake(host, requested, timeout);
        var choice = new EndpointResolver(host, report).Resolve(options);
        var engine = known.Find(choice, requested) is var (endpoint, ping) ? handshake.Answered(endpoint, ping)
            : choice.IsNamed ? await new EngineSearch(handshake, timeout, host.Platform).NamedAsync(choice.Endpoints.First(), DefaultEndpoints.Of(host), cancellationToken)
            : await new EngineSearch(handshake, timeout, host.Platform, PodmanStart.Of(host, handshake, timeout, report)).FirstAsync(choice.Endpoints, cancellationToken);
        known.Add(engine.Endpoint, requested, engine.Connection.Ping);
        report.Message(MessageLevel.Low, $"Engine: {engine.Endpoint}, API {engine.Connection.ApiVersion}.");
        return engine;
    }
}
