using System.Text.Json;
using Harpoon.Engine.Endpoints;

namespace Harpoon.Engine.Engines;

/// <summary>A container engine, as far as Harpoon talks to it. Behind it stand Docker.DotNet and raw calls of the Engine API; no type of either shows here.</summary>
public interface IEngine : IAsyncDisposable
{
    /// <summary>Where it listens and why it was chosen.</summary>
    Endpoint Endpoint { get; }

    /// <summary>Its images.</summary>
    IEngineImages Images { get; }

    /// <summary>Its containers.</summary>
    IEngineContainers Containers { get; }

    /// <summary>Its networks.</summary>
    IEngineNetworks Networks { get; }

    /// <summary>Who it is: <c>GET /_ping</c>.</summary>
    Task<EnginePing> PingAsync(CancellationToken cancellationToken);

    /// <summary>All it says of itself: <c>GET /info</c>, as sent. The caller disposes of it.</summary>
    Task<JsonDocument> InfoAsync(CancellationToken cancellationToken);
}
