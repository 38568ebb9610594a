using System.Net.Sockets;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting;

/// <summary>Connects to the endpoint that was named, or to the first default one that answers.</summary>
/// <param name="handshake">How to connect.</param>
/// <param name="timeout">How long an engine's answer is waited for.</param>
/// <param name="platform">For the advice, if there is no engine.</param>
/// <param name="podman">Starts Podman where nothing listens at the default endpoints; null if it must not be started.</param>
internal sealed class EngineSearch(EngineHandshake handshake, TimeSpan timeout, HostPlatform platform, PodmanStart? podman = null)
{
    /// <summary>A default engine that hangs must not keep the next one from being tried for long.</summary>
    private static readonly TimeSpan DefaultEndpointPatience = TimeSpan.FromSeconds(10);

    /// <summary>An engine that is only to be spoken of answers soon, or is not spoken of.</summary>
    private static readonly TimeSpan OtherPatience = TimeSpan.FromSeconds(2);

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="others">The default ones, to say which of them answers if this one doesn't.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HarpoonException">HRP1002: it doesn't answer; others of HRP10xx: it can't be used.</exception>
    public async Task<ConnectedEngine> NamedAsync(Endpoint endpoint, IEnumerable<Endpoint> others, CancellationToken cancellationToken)
    {
        try
        {
            return await handshake.ConnectAsync(endpoint, timeout, cancellationToken);
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            var advice = await AnsweringAsync(others.Where(other => other.Address != endpoint.Address), cancellationToken) is { } other
                ? DiagnosticTexts.Format("Advice.Other", other.Address.OriginalString, endpoint.Reason)
                : ConnectAdvice.For(endpoint, e, platform);
            throw new HarpoonException(
                Diagnostic.Of("HRP1002", endpoint.Address.OriginalString, endpoint.Reason, ConnectFailure.Say(e), advice) with { Property = endpoint.Property }, e);
        }
    }

    /// <exception cref="HarpoonException">HRP1001: none answers; with what each said.</exception>
    public async Task<ConnectedEngine> FirstAsync(IEnumerable<Endpoint> endpoints, CancellationToken cancellationToken)
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

        var tried = failures.Select(f => $"{f.Endpoint}: {ConnectFailure.Say(f.Exception)}").ToList();
        if (podman is not null)
        {
            var (engine, reason) = await StartAsync(podman, failures, cancellationToken);
            if (engine is not null)
            {
                return engine;
            }

            tried.Add($"{PodmanStart.What}: {reason}");
        }

        var list = string.Concat(tried.Select(line => $"{Environment.NewLine}  {line}"));
        throw new HarpoonException(Diagnostic.Of("HRP1001", list, ConnectAdvice.ForNone(failures, platform)));
    }

    /// <summary>The first that answers; null if none does.</summary>
    private async Task<Endpoint?> AnsweringAsync(IEnumerable<Endpoint> endpoints, CancellationToken cancellationToken)
    {
        foreach (var endpoint in endpoints)
        {
            try
            {
                await using var engine = await handshake.ConnectAsync(endpoint, timeout < OtherPatience ? timeout : OtherPatience, cancellationToken);
                return endpoint;
            }
            catch (Exception e) when (IsNoAnswer(e) || e is HarpoonException)
            {
                // Of one that doesn't answer nothing is said: it was not asked for.
            }
        }

        return null;
    }

    /// <summary>Starts Podman, unless an engine is there that only can't be used: its user wants to know what is wrong with it.</summary>
    private static async Task<(ConnectedEngine? Engine, string? Reason)> StartAsync(
        PodmanStart podman, IEnumerable<(Endpoint Endpoint, Exception Exception)> failures, CancellationToken cancellationToken)
    {
        if (failures.FirstOrDefault(failure => !ConnectFailure.IsNotListening(failure.Exception)).Endpoint is { } listening)
        {
            return (null, DiagnosticTexts.Format("Detail.NotStarted", listening.Address.OriginalString));
        }

        try
        {
            return (await podman.ConnectAsync(cancellationToken), null);
        }
        catch (Exception e) when (IsNoAnswer(e) || e is HarpoonException)
        {
            return (null, ConnectFailure.Say(e));
        }
    }

    private static bool IsNoAnswer(Exception e) => e is IOException or SocketException or TimeoutException or UnauthorizedAccessException;
}
