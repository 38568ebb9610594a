using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Harpoon.Engine.Http;

namespace Harpoon.Engine.Engines;

/// <summary>The engine's containers, by raw calls.</summary>
internal sealed class EngineContainers(EngineConnection connection) : IEngineContainers
{
    private readonly EngineRequests _requests = new(connection);

    public async Task<CreatedContainer> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var path = $"containers/create?name={Escaped(spec.Name)}&platform={Escaped(spec.Platform)}";
        var answer = await _requests.CallAsync(Post(path) with { Json = ContainerSpecJson.Write(spec) }, cancellationToken);
        using var json = JsonDocument.Parse(answer.Body);
        return new CreatedContainer(json.RootElement.GetProperty("Id").GetString()!, WarningsOf(json.RootElement));
    }

    public Task<Stream> AttachAsync(string id, CancellationToken cancellationToken) =>
        _requests.UpgradeAsync(Post($"containers/{id}/attach?stream=1&stdout=1&stderr=1"), cancellationToken);

    public Task StartAsync(string id, CancellationToken cancellationToken) =>
        _requests.CallAsync(Post($"containers/{id}/start"), cancellationToken, fine: (int)HttpStatusCode.NotModified);

    public async Task<int> WaitAsync(string id, CancellationToken cancellationToken)
    {
        // Said out loud: the default was 'not-running' always, but an old Podman knows no other that gives the exit code.
        var request = Post($"containers/{id}/wait?condition=not-running");
        var answer = await _requests.CallAsync(request, Timeout.InfiniteTimeSpan, fine: 0, cancellationToken);
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.GetProperty("StatusCode").GetInt32();
    }

    public async Task<ContainerState> InspectAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await _requests.CallAsync(new LightRequest("GET", $"containers/{id}/json"), cancellationToken);
        using var json = JsonDocument.Parse(answer.Body);
        var state = json.RootElement.GetProperty("State");
        return new ContainerState(
            json.RootElement.GetProperty("Name").GetString()!.TrimStart('/'),
            state.GetProperty("Running").GetBoolean(),
            state.GetProperty("ExitCode").GetInt32(),
            state.GetProperty("OOMKilled").GetBoolean(),
            state.GetProperty("Error").GetString() ?? "");
    }

    public Task StopAsync(string id, TimeSpan timeout, CancellationToken cancellationToken) => _requests.CallAsync(
        Post($"containers/{id}/stop?t={(int)timeout.TotalSeconds}"),
        connection.Timeout + timeout,
        (int)HttpStatusCode.NotModified,
        cancellationToken);

    public Task KillAsync(string id, CancellationToken cancellationToken) =>
        _requests.CallAsync(Post($"containers/{id}/kill"), cancellationToken, fine: (int)HttpStatusCode.Conflict);

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await _requests.CallAsync(
                new LightRequest("DELETE", $"containers/{id}?force=1&v=1"), cancellationToken, fine: (int)HttpStatusCode.NotFound);
        }
        catch (EngineRefusedException e) when (IsUnderWay(e))
        {
            // Somebody else removes it at this moment.
        }
    }

    public async Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var path = $"containers/json?all=1&{EngineRequests.LabelFilter(label)}";
        return LabelledObjects.Read((await _requests.CallAsync(new LightRequest("GET", path), cancellationToken)).Body);
    }

    private static LightRequest Post(string path) => new("POST", path);

    private static string Escaped(string? value) => value is null ? "" : Uri.EscapeDataString(value);

    private static bool IsUnderWay(EngineRefusedException e) =>
        e.Status == (int)HttpStatusCode.Conflict && e.Words.Contains("already in progress", StringComparison.Ordinal);

    private static ImmutableArray<string> WarningsOf(JsonElement json)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        if (json.TryGetProperty("Warnings", out var warnings) && warnings.ValueKind == JsonValueKind.Array)
        {
            foreach (var warning in warnings.EnumerateArray())
            {
                texts.Add(warning.GetString()!);
            }
        }

        return texts.ToImmutable();
    }
}
