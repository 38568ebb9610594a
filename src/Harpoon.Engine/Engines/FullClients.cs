using Docker.DotNet;
using Harpoon.Engine.Endpoints;

namespace Harpoon.Engine.Engines;

/// <summary>
/// The clients that take their time to wake, over one pool. They are fields of this class and not of <see cref="EngineConnection"/>, since a
/// class loads the assemblies of its fields' types: Docker.DotNet's and HttpClient's stay on the disk until somebody asks for one.
/// </summary>
internal sealed class FullClients : IDisposable
{
    private readonly SocketsHttpHandler pool;
    private readonly Lazy<DockerClient> client;

    public FullClients(Endpoint endpoint, Version apiVersion)
    {
        pool = PooledHandler.Over(endpoint);
        Http = PooledHandler.HttpClientOver(pool, apiVersion);
        client = new(() => DockerClientFactory.Create(pool, endpoint, apiVersion));
    }

    /// <inheritdoc cref="EngineConnection.Http"/>
    public HttpClient Http { get; }

    /// <inheritdoc cref="EngineConnection.Client"/>
    public DockerClient Client => client.Value;

    public void Dispose()
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }

        Http.Dispose();
        pool.Dispose();
    }
}
