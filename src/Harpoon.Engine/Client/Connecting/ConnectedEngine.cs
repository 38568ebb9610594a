using System.Text.Json;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Api.Networks;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Client.Connecting;

/// <summary>The engine at the other end of a connection.</summary>
/// <param name="connection">The connection.</param>
/// <param name="service">What listens there for this connection alone, and ends with it; null if the engine was there before.</param>
internal sealed class ConnectedEngine(EngineConnection connection, IAsyncDisposable? service = null) : IEngine
{
    private readonly EngineRequests _requests = new(connection);

    public Endpoint Endpoint => connection.Endpoint;

    public EngineConnection Connection => connection;

    public IEngineImages Images { get; } = new EngineImages(connection);

    public IEngineContainers Containers { get; } = new EngineContainers(connection);

    public IEngineExecs Execs { get; } = new EngineExecs(connection);

    public IEngineNetworks Networks { get; } = new EngineNetworks(connection);

    public string ApiPath => connection.ApiPath;

    public TimeSpan Timeout => connection.Timeout;

    public EngineCapabilities Capabilities => connection.Capabilities;

    public Task<Stream> OpenStreamAsync(CancellationToken cancellationToken) => EngineCall.WithinAsync(
        connection.Endpoint, connection.Timeout, connection.Opener.OpenAsync, cancellationToken);

    public IEngine Again() => new ConnectedEngine(connection.Again());

    /// <summary>What it answered when it was connected to: who it is doesn't change under a connection.</summary>
    public Task<EnginePing> PingAsync(CancellationToken cancellationToken) => Task.FromResult(connection.Ping);

    // Raw: it is printed as the engine sends it, with fields that no model has.
    public Task<JsonDocument> InfoAsync(CancellationToken cancellationToken) => _requests.ReadAsync(
        new EngineHttpRequest("GET", "info"),
        info => info.ValueKind == JsonValueKind.Object ? JsonDocument.Parse(info.GetRawText()) : throw new JsonException("It is no object."),
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        if (service is not null)
        {
            await service.DisposeAsync();
        }
    }
}
