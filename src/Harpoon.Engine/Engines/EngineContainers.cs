using System.Net;
using System.Text.Json;

namespace Harpoon.Engine.Engines;

/// <summary>The engine's containers, by raw calls.</summary>
internal sealed class EngineContainers(EngineConnection connection) : IEngineContainers
{
    private readonly EngineRequests _requests = new(connection);

    public async Task<CreatedContainer> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var query = string.Join('&', Parameter("name", spec.Name).Concat(Parameter("platform", spec.Platform)));
        var path = query.Length == 0 ? "containers/create" : $"containers/create?{query}";
        var answer = await _requests.CallAsync(HttpMethod.Post, path, ContainerSpecJson.Write(spec), TimeSpan.Zero, cancellationToken);
        using var json = JsonDocument.Parse(answer);
        return new CreatedContainer(json.RootElement.GetProperty("Id").GetString()!, [.. Texts(json.RootElement, "Warnings")]);
    }

    public Task<Stream> AttachAsync(string id, CancellationToken cancellationToken) =>
        _requests.UpgradeAsync($"containers/{id}/attach?stream=1&stdout=1&stderr=1", cancellationToken);

    public Task StartAsync(string id, CancellationToken cancellationToken) =>
        _requests.CallAsync(HttpMethod.Post, $"containers/{id}/start", default, TimeSpan.Zero, cancellationToken);

    public async Task<int> WaitAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await _requests.WaitAsync(HttpMethod.Post, $"containers/{id}/wait?condition=not-running", cancellationToken);
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("StatusCode").GetInt32();
    }

    public async Task<ContainerState> InspectAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await _requests.CallAsync(HttpMethod.Get, $"containers/{id}/json", default, TimeSpan.Zero, cancellationToken);
        using var json = JsonDocument.Parse(answer);
        var state = json.RootElement.GetProperty("State");
        return new ContainerState(
            json.RootElement.GetProperty("Name").GetString()!.TrimStart('/'),
            state.GetProperty("Running").GetBoolean(),
            state.GetProperty("ExitCode").GetInt32(),
            state.GetProperty("OOMKilled").GetBoolean(),
            state.GetProperty("Error").GetString() ?? "");
    }

    public Task StopAsync(string id, TimeSpan timeout, CancellationToken cancellationToken) => EngineRequests.UnlessAsync(
        _requests.CallAsync(HttpMethod.Post, $"containers/{id}/stop?t={(int)timeout.TotalSeconds}", default, timeout, cancellationToken),
        HttpStatusCode.NotModified);

    public Task KillAsync(string id, CancellationToken cancellationToken) => EngineRequests.UnlessAsync(
        _requests.CallAsync(HttpMethod.Post, $"containers/{id}/kill", default, TimeSpan.Zero, cancellationToken),
        HttpStatusCode.Conflict);

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => EngineRequests.UnlessAsync(
        _requests.CallAsync(HttpMethod.Delete, $"containers/{id}?force=1&v=1", default, TimeSpan.Zero, cancellationToken),
        HttpStatusCode.NotFound);

    public async Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var path = $"containers/json?all=1&{EngineRequests.LabelFilter(label)}";
        return LabelledObjects.Read(await _requests.CallAsync(HttpMethod.Get, path, default, TimeSpan.Zero, cancellationToken));
    }

    private static IEnumerable<string> Parameter(string name, string? value) =>
        value is null ? [] : [$"{name}={Uri.EscapeDataString(value)}"];

    private static IEnumerable<string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var texts) && texts.ValueKind == JsonValueKind.Array
            ? texts.EnumerateArray().Select(text => text.GetString()!)
            : [];
}
