using Docker.DotNet;
using Harpoon.Engine.Client.Transports;

namespace Harpoon.Engine.Client.Calls;

/// <summary>
/// The clients that take their time to wake, over one pool. They are fields of this class and not of <see cref="EngineConnection"/>, since a
/// class loads the assemblies of its fields' types: Docker.DotNet's and HttpClient's stay on the disk until somebody asks for one.
/// </summary>
internal sealed class FullClients : IDisposable
{
    private readonly SocketsHttpHandler _pool;
    private readonly Lazy<DockerClient> _client;

    public FullClients(StreamOpener opener, Version apiVersion)
    {
        _pool = PooledHandler.Over(opener);
        Http = PooledHandler.HttpClientOver(_pool, opener.Endpoint, apiVersion);
        _client = new(() => DockerClientFactory.Create(_pool, opener.Endpoint, apiVersion));
    }

    /// <inheritdoc cref="EngineConnection.Http"/>
    public HttpClient Http { get; }

    /// <inheritdoc cref="EngineConnection.Client"/>
    public DockerClient Client => _client.Value;

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        Http.Dispose();
        _pool.Dispose();
    }
}
