using Docker.DotNet;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Client.Transports;

namespace Harpoon.Engine.Client.Calls;

/// <summary>
/// The ways to call one engine, all over the same transport: <see cref="Light"/> for questions, <see cref="Http"/> for raw calls and streams,
/// <see cref="Client"/> for what Docker.DotNet does right. The last two are made when first asked for.
/// </summary>
internal sealed class EngineConnection : IAsyncDisposable
{
    private readonly Lazy<FullClients> _full;

    /// <param name="opener">Opens streams to the engine. It is disposed of with this.</param>
    /// <param name="ping">What it answered to the ping.</param>
    /// <param name="apiVersion">The version to speak.</param>
    /// <param name="timeout">How long one answer may take.</param>
    /// <param name="light">The connection that the ping went over.</param>
    public EngineConnection(StreamOpener opener, EnginePing ping, Version apiVersion, TimeSpan timeout, EngineHttp light)
    {
        Opener = opener;
        Endpoint = opener.Endpoint;
        Ping = ping;
        Capabilities = EngineCapabilities.Of(ping);
        ApiVersion = apiVersion;
        Timeout = timeout;
        Light = light;
        _full = new(() => new FullClients(opener, apiVersion));
    }

    /// <summary>Opens connections on which nothing was said yet.</summary>
    public StreamOpener Opener { get; }

    public Endpoint Endpoint { get; }

    public EnginePing Ping { get; }

    public EngineCapabilities Capabilities { get; }

    /// <summary>The version that both sides speak; it is in <see cref="Http"/>'s base address.</summary>
    public Version ApiVersion { get; }

    /// <summary>What the paths of calls start with: <c>/v1.41</c>.</summary>
    public string ApiPath => $"{Endpoint.BasePath}/v{ApiVersion}";

    /// <summary>How long one answer may take, for calls that are not expected to last: <c>$(DockerTimeout)</c>.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Questions, without the cost of waking an HTTP client. Paths start with <see cref="Versioned"/>.</summary>
    public EngineHttp Light { get; }

    /// <summary>Raw calls: relative addresses (<c>containers/json</c>), pooled connections, no timeout but the caller's token.</summary>
    public HttpClient Http => _full.Value.Http;

    /// <summary>Docker.DotNet over the same pool.</summary>
    public DockerClient Client => _full.Value.Client;

    /// <summary>Asks with GET and reads the answer whole, within <see cref="Timeout"/>.</summary>
    /// <param name="path">Relative, escaped, without the version: <c>info</c>, <c>images/alpine:3.22/json</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Diagnostics.HarpoonException">HRP1012: no answer in time; HRP1011: the connection was lost.</exception>
    public Task<EngineHttpAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        EngineCall.WithinAsync(Endpoint, Timeout, token => Light.GetAsync(Versioned(path), token), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Light.DisposeAsync();
        if (_full.IsValueCreated)
        {
            _full.Value.Dispose();
        }

        await Opener.DisposeAsync();
    }

    private string Versioned(string path) => $"{ApiPath}/{path}";
}
