using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Endpoints;
using Harpoon.Engine.Hosting;
using Harpoon.Engine.Http;
using Harpoon.Engine.Transports;

namespace Harpoon.Engine.Engines;

/// <summary>Finds the engine to use and connects to it.</summary>
public static class EngineConnector
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Finds and pings the engine. The caller disposes of it.</summary>
    public static async Task<IEngine> ConnectAsync(
        EndpointOptions options, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        var endpoint = new Endpoint(new Uri(options.Host ?? host.Variable("DOCKER_HOST") ?? "unix:///var/run/docker.sock"), "default");
        var light = new LightHttp(token => Transport.OpenAsync(endpoint, token));
        var timeout = options.Timeout ?? DefaultTimeout;
        var answer = await EngineCall.WithinAsync(endpoint, timeout, token => light.GetAsync("/_ping", token), cancellationToken);
        var ping = PingAnswer.Read(answer);
        return new ConnectedEngine(new EngineConnection(endpoint, ping, ping.ApiVersion, timeout, light));
    }
}
