using System.Buffers;
using System.Net;
using System.Text.Json;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Http;

namespace Harpoon.Engine.Client.Api.Networks;

/// <summary>The engine's networks, by raw calls.</summary>
internal sealed class EngineNetworks(EngineConnection connection) : IEngineNetworks
{
    /// <summary>The least digits of an id that a person takes for one; fewer may be a name that only looks like it.</summary>
    private const int ShortId = 12;

    private const int NotFound = (int)HttpStatusCode.NotFound;

    private readonly EngineRequests _requests = new(connection);

    public Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken) => _requests.ReadAsync(
        new EngineHttpRequest("GET", $"networks?{EngineRequests.LabelFilter(label)}"), LabelledObjects.Read, cancellationToken);

    public async Task<LabelledObject?> FindAsync(string network, CancellationToken cancellationToken)
    {
        // Not by the path: engines before API 1.44 may have several of a name, and refuse to choose.
        var path = $"networks?{EngineRequests.Filter("name", network)}";
        return await _requests.ReadAsync(new EngineHttpRequest("GET", path), list => NamedNetworks.Oldest(list, network), cancellationToken)
            ?? await FindByIdAsync(network, cancellationToken);
    }

    public Task<string> CreateAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        var request = new EngineHttpRequest("POST", "networks/create") { Json = Creation(name, labels) };
        return _requests.ReadAsync(request, json => json.Id(), cancellationToken);
    }

    public Task<IPAddress?> GatewayAsync(string id, CancellationToken cancellationToken) => _requests.ReadAsync(
        new EngineHttpRequest("GET", $"networks/{id}"),
        network => network.TryGetProperty("IPAM", out var ipam)
            && ipam.TryGetProperty("Config", out var pools) && pools.ValueKind == JsonValueKind.Array
            ? pools.EnumerateArray().Select(GatewayOf).FirstOrDefault(gateway => gateway is not null)
            : null,
        cancellationToken);

    public Task ConnectAsync(string id, string container, CancellationToken cancellationToken)
    {
        var request = new EngineHttpRequest("POST", $"networks/{id}/connect") { Json = Connection(container) };
        return _requests.CallAsync(request, cancellationToken);
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var key = connection.Capabilities.KeepsUsedNetworks ? id : (await FindByIdAsync(id, cancellationToken))?.Name ?? id;
        await _requests.CallAsync(new EngineHttpRequest("DELETE", $"networks/{Uri.EscapeDataString(key)}"), cancellationToken, acceptedStatus: NotFound);
    }

    private Task<LabelledObject?> FindByIdAsync(string id, CancellationToken cancellationToken) =>
        id.Length < ShortId || !id.All(char.IsAsciiHexDigitLower)
            ? Task.FromResult<LabelledObject?>(null)
            : _requests.FindAsync(new EngineHttpRequest("GET", $"networks/{id}"), LabelledObjects.Of, cancellationToken);

    private static IPAddress? GatewayOf(JsonElement pool) =>
        pool.TryGetProperty("Gateway", out var gateway) && IPAddress.TryParse(gateway.GetString(), out var address) ? address : null;

    private static ReadOnlyMemory<byte> Connection(string container)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("Container", container);
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }

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
