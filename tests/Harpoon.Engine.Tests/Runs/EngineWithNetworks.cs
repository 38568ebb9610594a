using System.Text.Json;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Api.Networks;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Tests.Runs;

/// <summary>An engine whose networks are as a test says.</summary>
internal sealed class EngineWithNetworks(IEngine engine, IEngineNetworks networks) : IEngine
{
    public Endpoint Endpoint => engine.Endpoint;

    public IEngineImages Images => engine.Images;

    public IEngineContainers Containers => engine.Containers;

    public IEngineExecs Execs => engine.Execs;

    public IEngineNetworks Networks => networks;

    public string ApiPath => engine.ApiPath;

    public TimeSpan Timeout => engine.Timeout;

    public Task<Stream> OpenStreamAsync(CancellationToken cancellationToken) => engine.OpenStreamAsync(cancellationToken);

    public IEngine Again() => new EngineWithNetworks(engine.Again(), networks);

    public EngineCapabilities Capabilities => engine.Capabilities;

    public Task<EnginePing> PingAsync(CancellationToken cancellationToken) => engine.PingAsync(cancellationToken);

    public Task<JsonDocument> InfoAsync(CancellationToken cancellationToken) => engine.InfoAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
