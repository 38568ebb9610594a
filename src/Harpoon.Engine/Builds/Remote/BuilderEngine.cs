using System.Text.Json;
using System.Text.Json.Nodes;
using Harpoon.Engine.Builds.Remote.Transports;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Api.Networks;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Builds.Remote;

/// <summary>
/// A BuildKit that is no engine's, in the place that an engine has in a build: it answers what a build asks an engine with containerd's image store. It has no containers
/// and no images of its own: those are where its results go.
/// </summary>
/// <param name="transport">The way to it. It ends with this.</param>
/// <param name="platform">What it builds for, as <c>linux/amd64</c>.</param>
/// <param name="images">Where its images go.</param>
internal sealed class BuilderEngine(IBuilderTransport transport, string platform, IEngineImages images) : IEngine
{
    /// <summary>What ends with this beside the transport; null for nothing.</summary>
    public IAsyncDisposable? Owned { get; init; }

    public required Endpoint Endpoint { get; init; }

    public IEngineImages Images => images;

    public IEngineContainers Containers => throw new NotSupportedException();

    public IEngineExecs Execs => throw new NotSupportedException();

    public IEngineNetworks Networks => throw new NotSupportedException();

    /// <summary>There are no paths: HTTP/2 is spoken from the first byte.</summary>
    public string ApiPath => "";

    public required TimeSpan Timeout { get; init; }

    public required EngineCapabilities Capabilities { get; init; }

    public Task<Stream> OpenStreamAsync(CancellationToken cancellationToken) => transport.OpenAsync(cancellationToken);

    public Task<EnginePing> PingAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>What its worker says, in an engine's words.</summary>
    public Task<JsonDocument> InfoAsync(CancellationToken cancellationToken)
    {
        var parts = platform.Split('/');
        return Task.FromResult(JsonDocument.Parse(new JsonObject
        {
            ["OSType"] = parts[0],
            ["Architecture"] = string.Join('/', parts[1..]),
            ["Driver"] = "BuildKit",
            ["DriverStatus"] = new JsonArray(new JsonArray("driver-type", "io.containerd.snapshotter.v1")),
        }.ToJsonString()));
    }

    public IEngine Again() => throw new NotSupportedException();

    public async ValueTask DisposeAsync()
    {
        await transport.DisposeAsync();
        if (Owned is not null)
        {
            await Owned.DisposeAsync();
        }
    }
}
