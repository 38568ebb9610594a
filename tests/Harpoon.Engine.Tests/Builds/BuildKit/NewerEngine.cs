using System.Text.Json;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Api.Networks;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

/// <summary>An engine that claims to be Docker 29.2.</summary>
/// <param name="engine">What it is.</param>
/// <param name="prepare">What is done to a connection before it is given away.</param>
internal sealed class NewerEngine(IEngine engine, Func<Stream, CancellationToken, Task> prepare) : IEngine
{
    private int _connections;

    public Endpoint Endpoint => engine.Endpoint;

    public IEngineImages Images => engine.Images;

    public IEngineContainers Containers => engine.Containers;

    public IEngineExecs Execs => engine.Execs;

    public IEngineNetworks Networks => engine.Networks;

    public string ApiPath => engine.ApiPath;

    public TimeSpan Timeout => engine.Timeout;

    public int Connections => _connections;

    public async Task<Stream> OpenStreamAsync(CancellationToken cancellationToken)
    {
        _connections++;
        var stream = await engine.OpenStreamAsync(cancellationToken);
        await prepare(stream, cancellationToken);
        return stream;
    }

    public IEngine Again() => new NewerEngine(engine.Again(), prepare);

    public EngineCapabilities Capabilities => engine.Capabilities with { HasBuildKitControl = true };

    public async Task<EnginePing> PingAsync(CancellationToken cancellationToken) =>
        await engine.PingAsync(cancellationToken) with { ApiVersion = new Version(1, 53) };

    public Task<JsonDocument> InfoAsync(CancellationToken cancellationToken) => engine.InfoAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
