using System.Net;
using System.Text.Json;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Api.Networks;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Tests.Services.Waits;

/// <summary>An engine whose networks can't be reached from here, as that of a virtual machine: ports have to be published.</summary>
internal sealed class EngineElsewhere(IEngine engine) : IEngine, IEngineNetworks
{
    public Endpoint Endpoint => engine.Endpoint;

    public IEngineImages Images => engine.Images;

    public IEngineContainers Containers => engine.Containers;

    public IEngineExecs Execs => engine.Execs;

    public IEngineNetworks Networks => this;

    public string ApiPath => engine.ApiPath;

    public TimeSpan Timeout => engine.Timeout;

    // An address that is kept for documentation (RFC 5737), and nobody's.
    public Task<IPAddress?> GatewayAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult<IPAddress?>(IPAddress.Parse("192.0.2.1"));

    public Task<Stream> OpenStreamAsync(CancellationToken cancellationToken) => engine.OpenStreamAsync(cancellationToken);

    public IEngine Again() => new EngineElsewhere(engine.Again());

    public EngineCapabilities Capabilities => engine.Capabilities;

    public Task<EnginePing> PingAsync(CancellationToken cancellationToken) => engine.PingAsync(cancellationToken);

    public Task<JsonDocument> InfoAsync(CancellationToken cancellationToken) => engine.InfoAsync(cancellationToken);

    public Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken) =>
        engine.Networks.ListAsync(label, cancellationToken);

    public Task<LabelledObject?> FindAsync(string network, CancellationToken cancellationToken) =>
        engine.Networks.FindAsync(network, cancellationToken);

    public Task<string> CreateAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken) =>
        engine.Networks.CreateAsync(name, labels, cancellationToken);

    public Task ConnectAsync(string id, string container, CancellationToken cancellationToken) =>
        engine.Networks.ConnectAsync(id, container, cancellationToken);

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => engine.Networks.RemoveAsync(id, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
