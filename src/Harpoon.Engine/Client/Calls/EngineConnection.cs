using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Client.Transports;

namespace Harpoon.Engine.Client.Calls;

/// <summary>
/// The ways to call one engine, over one pool of connections: <see cref="Http"/> for what every build does and for streams, <see cref="Docker"/> for all that
/// Docker.DotNet does right.
/// </summary>
internal sealed class EngineConnection : IAsyncDisposable
{
    private readonly Lazy<PooledDockerClient> _docker;

    /// <param name="opener">Opens streams to the engine. It is disposed of with this.</param>
    /// <param name="ping">What it answered to the ping.</param>
    /// <param name="apiVersion">The version to speak.</param>
    /// <param name="timeout">How long one answer may take.</param>
    /// <param name="http">The client that the ping went by.</param>
    public EngineConnection(StreamOpener opener, EnginePing ping, Version apiVersion, TimeSpan timeout, EngineHttp http)
    {
        Opener = opener;
        Endpoint = opener.Endpoint;
        Ping = ping;
        Capabilities = EngineCapabilities.Of(ping);
        ApiVersion = apiVersion;
        Timeout = timeout;
        Http = http;
        _docker = new(() => new PooledDockerClient(http.Pool, opener.Endpoint, apiVersion));
    }

    /// <summary>Opens connections on which nothing was said yet.</summary>
    public StreamOpener Opener { get; }

    public Endpoint Endpoint { get; }

    public EnginePing Ping { get; }

    public EngineCapabilities Capabilities { get; }

    /// <summary>The version that both sides speak.</summary>
    public Version ApiVersion { get; }

    /// <summary>What the paths of calls start with: <c>/v1.41</c>.</summary>
    public string ApiPath => $"{Endpoint.BasePath}/v{ApiVersion}";

    /// <summary>How long one answer may take, for calls that are not expected to last: <c>$(DockerTimeout)</c>.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Raw calls. Paths start with <see cref="ApiPath"/>.</summary>
    public EngineHttp Http { get; }

    /// <summary>Docker.DotNet, made when it is first asked for.</summary>
    public PooledDockerClient Docker => _docker.Value;

    /// <summary>A connection to the engine that a ping was answered by.</summary>
    /// <param name="opener">Opens streams to the engine. It is disposed of with the connection.</param>
    /// <param name="ping">What it answered.</param>
    /// <param name="apiVersion">The version to speak.</param>
    /// <param name="timeout">How long one answer may take.</param>
    public static EngineConnection To(StreamOpener opener, EnginePing ping, Version apiVersion, TimeSpan timeout) =>
        new(opener, ping, apiVersion, timeout, HttpTo(opener, timeout));

    /// <summary>The client of an engine.</summary>
    public static EngineHttp HttpTo(StreamOpener opener, TimeSpan timeout) => new(opener.OpenAsync, isLocal: opener.Endpoint.Address.Scheme == "unix", timeout);

    /// <summary>Another one to the same engine.</summary>
    public EngineConnection Again() => To(Opener.Again(), Ping, ApiVersion, Timeout);

    public async ValueTask DisposeAsync()
    {
        if (_docker.IsValueCreated)
        {
            _docker.Value.Dispose();
        }

        await Http.DisposeAsync();
        await Opener.DisposeAsync();
    }
}
