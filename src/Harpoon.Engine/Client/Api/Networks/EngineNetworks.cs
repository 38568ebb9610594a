using System.Buffers;
using System.Net;
using System.Text.Json;
using Docker.DotNet.Models;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Http;

namespace Harpoon.Engine.Client.Api.Networks;

/// <summary>The engine's networks, by Docker.DotNet but for what every run asks.</summary>
internal sealed class EngineNetworks(EngineConnection connection) : IEngineNetworks
{
    /// <summary>The least digits of an id that a person takes for one; fewer may be a name that only looks like it.</summary>
    private const int ShortId = 12;

    private const int NotFound = (int)HttpStatusCode.NotFound;

    private readonly EngineRequests _requests = new(connection);
    private readonly ClientCalls _client = new(connection);

    // Raw: each run asks for them when it looks for leftovers.
    public Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken) => _requests.ReadAsync(
        new EngineHttpRequest("GET", $"networks?{EngineRequests.LabelFilter(label)}"), LabelledObjects.Read, cancellationToken);

    public async Task<LabelledObject?> FindAsync(string network, CancellationToken cancellationToken)
    {
        // Not by the path: engines before API 1.44 may have several of a name, and refuse to choose.
        var parameters = new NetworksListParameters { Filters = DockerFilters.Of("name", network) };
        return await _client.ReadAsync(
            "GET /networks",
            (client, token) => client.Networks.ListNetworksAsync(parameters, token),
            list => NamedNetworks.Oldest(list, network),
            cancellationToken) ?? await FindByIdAsync(network, cancellationToken);
    }

    // A raw call: Docker.DotNet's model has no 'CheckDuplicate' any more, without which engines before API 1.44 make a second network of the same name.
    public Task<string> CreateAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        var request = new EngineHttpRequest("POST", "networks/create") { Json = Creation(name, labels) };
        return _requests.ReadAsync(request, json => json.Id(), cancellationToken);
    }

    public Task<IPAddress?> GatewayAsync(string id, CancellationToken cancellationToken) => _client.ReadAsync(
        $"GET /networks/{id}",
        (client, token) => client.Networks.InspectNetworkAsync(id, token),
        network => network.IPAM?.Config?.Select(GatewayOf).FirstOrDefault(gateway => gateway is not null),
        cancellationToken);

    public Task ConnectAsync(string id, string container, CancellationToken cancellationToken) => _client.CallAsync(
        $"POST /networks/{id}/connect",
        (client, token) => client.Networks.ConnectNetworkAsync(id, new() { Container = container }, token),
        cancellationToken);

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var key = connection.Capabilities.KeepsUsedNetworks ? id : (await FindByIdAsync(id, cancellationToken))?.Name ?? id;
        try
        {
            await _client.CallAsync(
                $"DELETE /networks/{key}", (client, token) => client.Networks.DeleteNetworkAsync(Uri.EscapeDataString(key), token), cancellationToken);
        }
        catch (EngineRefusedException e) when (e.Status == NotFound)
        {
            // It is gone already.
        }
    }

    private async Task<LabelledObject?> FindByIdAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length < ShortId || !id.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        try
        {
            return await _client.ReadAsync(
                $"GET /networks/{id}", (client, token) => client.Networks.InspectNetworkAsync(id, token), NamedNetworks.Of, cancellationToken);
        }
        catch (EngineRefusedException e) when (e.Status == NotFound)
        {
            return null;
        }
    }

    private static IPAddress? GatewayOf(IPAMConfig? pool) => IPAddress.TryParse(pool?.Gateway, out var address) ? address : null;

    private static ReadOnlyMemory<byte> Creation(string name, IReadOnlyDictionary<string, string> labels)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("Name", name);
            // Without it, engines before API 1.44 make a second network of the same name.
            json.WriteBoolean("CheckDuplicate", true);
            json.WriteTexts("Labels", labels);
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }
}
