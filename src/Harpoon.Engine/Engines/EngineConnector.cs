using System.Net.Sockets;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Endpoints;
using Harpoon.Engine.Hosting;

namespace Harpoon.Engine.Engines;

/// <summary>Finds the engine to use and connects to it.</summary>
public static class EngineConnector
{
    /// <summary>How long one answer may take when nobody says: <c>$(DockerTimeout)</c>'s default.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    /// <summary>A default engine that hangs must not keep the next one from being tried for long.</summary>
    private static readonly TimeSpan DefaultEndpointPatience = TimeSpan.FromSeconds(10);

    /// <summary>Finds the engine, connects, and agrees on a version of the API. The caller disposes of it.</summary>
    /// <exception cref="HarpoonException">HRP1001: no default engine answers; HRP1002: the one that was named doesn't; others of HRP10xx: it can't be used.</exception>
    public static async Task<IEngine> ConnectAsync(
        EndpointOptions options, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        var timeout = options.Timeout ?? DefaultTimeout;
        var handshake = new EngineHandshake(ApiVersions.Requested(host), timeout);
        var choice = new EndpointResolver(host, report).Resolve(options);
        var engine = choice.IsNamed
            ? await NamedAsync(handshake, choice.Endpoints[0], timeout, host.Platform, cancellationToken)
            : await FirstAsync(handshake, choice.Endpoints, timeout, host.Platform, cancellationToken);
        report.Message(MessageLevel.Low, DiagnosticTexts.Format("Endpoint.Chosen", engine.Endpoint, engine.Connection.ApiVersion));
        return engine;
    }

    private static async Task<ConnectedEngine> NamedAsync(
        EngineHandshake handshake, Endpoint endpoint, TimeSpan timeout, HostPlatform platform, CancellationToken cancellationToken)
    {
        try
        {
            return await handshake.ConnectAsync(endpoint, timeout, cancellationToken);
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            var advice = ConnectAdvice.For(endpoint, e, platform);
            throw new HarpoonException(Diagnostic.Of("HRP1002", endpoint.Address.OriginalString, endpoint.Reason, ConnectFailure.Say(e), advice), e);
        }
    }

    private static async Task<ConnectedEngine> FirstAsync(
        EngineHandshake handshake, IEnumerable<Endpoint> endpoints, TimeSpan timeout, HostPlatform platform, CancellationToken cancellationToken)
    {
        var patience = timeout < DefaultEndpointPatience ? timeout : DefaultEndpointPatience;
        var failures = new List<(Endpoint Endpoint, Exception Exception)>();
        foreach (var endpoint in endpoints)
        {
            try
            {
                return await handshake.ConnectAsync(endpoint, patience, cancellationToken);
            }
            catch (Exception e) when (IsNoAnswer(e) || e is HarpoonException)
            {
                failures.Add((endpoint, e));
            }
        }

        var tried = string.Concat(failures.Select(f => $"{Environment.NewLine}  {f.Endpoint}: {ConnectFailure.Say(f.Exception)}"));
        throw new HarpoonException(Diagnostic.Of("HRP1001", tried, ConnectAdvice.ForNone(failures.Select(f => f.Exception), platform)));
    }

    private static bool IsNoAnswer(Exception e) => e is IOException or SocketException or TimeoutException or UnauthorizedAccessException;
}
