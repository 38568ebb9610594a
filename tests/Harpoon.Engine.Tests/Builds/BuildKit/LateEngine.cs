using System.Text.Json;
using Harpoon.Engine.Endpoints;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

/// <summary>An engine before whose session something happens.</summary>
internal sealed class LateEngine(IEngine engine, Action before) : IEngine
{
    public Endpoint Endpoint => engine.Endpoint;

    public IEngineImages Images => engine.Images;

    public IEngineContainers Containers => engine.Containers;

    public IEngineNetworks Networks => engine.Networks;

    public string ApiPath => engine.ApiPath;

    public Task<Stream> OpenStreamAsync(CancellationToken cancellationToken)
    {
        before();
        return engine.OpenStreamAsync(cancellationToken);
    }

    public Task<EnginePing> PingAsync(CancellationToken cancellationToken) => engine.PingAsync(cancellationToken);

    public Task<JsonDocument> InfoAsync(CancellationToken cancellationToken) => engine.InfoAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
