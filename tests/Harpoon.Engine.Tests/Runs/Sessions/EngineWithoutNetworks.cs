using System.Net;
using System.Text.Json;
using Harpoon.Engine.Endpoints;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Tests.Runs.Sessions;

/// <summary>An engine that has no answer about networks.</summary>
internal sealed class EngineWithoutNetworks(IEngine engine) : IEngine, IEngineNetworks
{
    public Endpoint Endpoint => engine.Endpoint;

    public IEngineImages Images => engine.Images;

    public IEngineContainers Containers => engine.Containers;

    public IEngineExecs Execs => engine.Execs;

    public IEngineNetworks Networks => this;

    public string ApiPath => engine.ApiPath;

    public TimeSpan Timeout => engine.Timeout;

    public Task<Stream> OpenStreamAsync(CancellationToken cancellationToken) => engine.OpenStreamAsync(cancellationToken);

    public Task<EnginePing> PingAsync(CancellationToken cancellationToken) => engine.PingAsync(cancellationToken);

    public Task<JsonDocument> InfoAsync(CancellationToken cancellationToken) => engine.InfoAsync(cancellationToken);

    public Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken) =>
        throw new EngineRefusedException("GET /networks", 500, "no");

    public Task<LabelledObject?> FindAsync(string network, CancellationToken cancellationToken) =>
        throw new EngineRefusedException("GET /networks", 500, "no");

    public Task<string> CreateAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken) =>
        throw new EngineRefusedException("POST /networks", 500, "no");

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        throw new EngineRefusedException("DELETE /networks", 500, "no");

    public Task<IPAddress?> GatewayAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ConnectAsync(string id, string container, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
