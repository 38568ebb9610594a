using System.Net;
using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Client.Api.Networks;

/// <summary>The engine's networks.</summary>
public interface IEngineNetworks
{
    /// <summary>The networks with a label (<c>key</c> or <c>key=value</c>): <c>GET /networks</c>.</summary>
    Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken);

    /// <summary>Looks one up by its name (the oldest, where several have it) or id (twelve digits or more); null if there is none: <c>GET /networks</c>.</summary>
    Task<LabelledObject?> FindAsync(string network, CancellationToken cancellationToken);

    /// <summary>Creates one, by the engine's usual driver, and returns its id: <c>POST /networks/create</c>.</summary>
    /// <exception cref="EngineRefusedException">The engine refused: 409 (of Podman 500) where the name is in use, which engines before API 1.44 may overlook.</exception>
    Task<string> CreateAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken);

    /// <summary>The address of a network's own gateway, where the engine says it: <c>GET /networks/{id}</c>.</summary>
    Task<IPAddress?> GatewayAsync(string id, CancellationToken cancellationToken);

    /// <summary>Puts a container into one more network: <c>POST /networks/{id}/connect</c>.</summary>
    Task ConnectAsync(string id, string container, CancellationToken cancellationToken);

    /// <summary>Removes one: <c>DELETE /networks/{id}</c>. A network that is gone already is no error.</summary>
    /// <exception cref="EngineRefusedException">The engine refused: 403 where a container runs in it.</exception>
    Task RemoveAsync(string id, CancellationToken cancellationToken);
}
