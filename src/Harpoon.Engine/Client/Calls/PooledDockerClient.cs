using Docker.DotNet;
using Harpoon.Engine.Client.Connecting.Endpoints;

namespace Harpoon.Engine.Client.Calls;

/// <summary>
/// Docker.DotNet's client. It is a field of this class and not of <see cref="EngineConnection"/>, since a class loads the assemblies of its fields' types:
/// Docker.DotNet's stay on the disk until something calls by it.
/// </summary>
/// <param name="pool">The pool of connections. It stays open.</param>
/// <param name="endpoint">Where the pool connects to.</param>
/// <param name="apiVersion">The version to speak.</param>
internal sealed class PooledDockerClient(SocketsHttpHandler pool, Endpoint endpoint, Version apiVersion) : IDisposable
{
    public DockerClient Client { get; } = DockerClientFactory.Create(pool, endpoint, apiVersion);

    public void Dispose() => Client.Dispose();
}
