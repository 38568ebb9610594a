using System.Text.Json;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Api.Networks;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Client;

/// <summary>A container engine, as far as Harpoon talks to it. Behind it stand Docker.DotNet and raw calls of the Engine API; no type of either shows here.</summary>
public interface IEngine : IAsyncDisposable
{
    /// <summary>Where it listens and why it was chosen.</summary>
    Endpoint Endpoint { get; }

    /// <summary>Its images.</summary>
    IEngineImages Images { get; }

    /// <summary>Its containers.</summary>
    IEngineContainers Containers { get; }

    /// <summary>The commands that are run in its containers beside their own.</summary>
    IEngineExecs Execs { get; }

    /// <summary>Its networks.</summary>
    IEngineNetworks Networks { get; }

    /// <summary>What the paths of calls start with, by the version of the API that both sides speak: <c>/v1.41</c>.</summary>
    string ApiPath { get; }

    /// <summary>How long one answer may take: <c>$(DockerTimeout)</c>.</summary>
    TimeSpan Timeout { get; }

    /// <summary>Opens a connection of its own, on which nothing was said yet. The caller disposes of it.</summary>
    /// <exception cref="Diagnostics.HarpoonException">HRP1011, HRP1012: no connection could be made.</exception>
    Task<Stream> OpenStreamAsync(CancellationToken cancellationToken);

    /// <summary>The same engine by connections of its own, for what outlasts this one. Nothing is said to it before it is asked. The caller disposes of it.</summary>
    IEngine Again();

    /// <summary>What it does otherwise than other engines.</summary>
    EngineCapabilities Capabilities { get; }

    /// <summary>Who it is: <c>GET /_ping</c>.</summary>
    Task<EnginePing> PingAsync(CancellationToken cancellationToken);

    /// <summary>All it says of itself: <c>GET /info</c>, as sent. The caller disposes of it.</summary>
    Task<JsonDocument> InfoAsync(CancellationToken cancellationToken);
}
