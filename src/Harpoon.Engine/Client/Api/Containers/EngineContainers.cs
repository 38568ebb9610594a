using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Docker.DotNet.Models;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Client.Http;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>The engine's containers: what every run does by raw calls, the rest by Docker.DotNet.</summary>
internal sealed class EngineContainers(EngineConnection connection) : IEngineContainers
{
    // By default an engine keeps back a Ctrl+P until it knows that no Ctrl+Q follows, by which a client would be detached.
    // No terminal sends the byte 255, which UTF-8 does not have.
    private const string InputQuery = "&stdin=1&detachKeys=%FF";

    private const int NotFound = (int)HttpStatusCode.NotFound;

    private readonly EngineRequests _requests = new(connection);
    private readonly ClientCalls _client = new(connection);
    private readonly EngineStreams _streams = new(connection);
    private readonly EngineWatch _watch = new(connection);

    public async Task<CreatedContainer> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var path = $"containers/create?name={Escaped(spec.Name)}&platform={Escaped(spec.Platform)}";
        return await _requests.ReadAsync(
            Post(path) with { Json = ContainerSpecJson.Write(spec) }, json => new CreatedContainer(json.Id(), WarningsOf(json)), cancellationToken);
    }

    public Task<Stream> AttachAsync(string id, bool input, CancellationToken cancellationToken) =>
        _requests.UpgradeAsync(Post($"containers/{id}/attach?stream=1&stdout=1&stderr=1{(input ? InputQuery : "")}"), cancellationToken);

    public Task<Stream> AttachWithLogAsync(string id, CancellationToken cancellationToken) =>
        _requests.UpgradeAsync(Post($"containers/{id}/attach?logs=1&stream=1&stdout=1&stderr=1"), cancellationToken);

    public Task StartAsync(string id, CancellationToken cancellationToken) =>
        _requests.CallAsync(Post($"containers/{id}/start"), cancellationToken, acceptedStatus: (int)HttpStatusCode.NotModified);

    public async Task<int> WaitAsync(string id, CancellationToken cancellationToken)
    {
        // Said out loud: the default was 'not-running' always, but an old Podman knows no other that gives the exit code.
        var request = Post($"containers/{id}/wait?condition=not-running") with { MayTakeLong = true };
        return await _watch.WhileAsync(
            token => _requests.ReadAsync(request, Timeout.InfiniteTimeSpan, json => json.GetProperty("StatusCode").GetInt32(), token),
            check: null,
            cancellationToken);
    }

    public Task<ContainerState> InspectAsync(string id, CancellationToken cancellationToken) =>
        _requests.ReadAsync(new EngineHttpRequest("GET", $"containers/{id}/json"), ContainerStateReader.Read, cancellationToken);

    public async Task<string> RunHealthCheckAsync(string id, CancellationToken cancellationToken)
    {
        // Raw: Docker.DotNet knows nothing of Podman's own API, which counts its versions by itself; 4.0 is the oldest that is spoken with.
        var answer = await EngineCall.WithinAsync(
            connection.Endpoint,
            connection.Timeout,
            token => connection.Http.GetAsync($"{connection.Endpoint.BasePath}/v4.0.0/libpod/containers/{id}/healthcheck", token),
            cancellationToken);
        var call = $"GET /libpod/containers/{id}/healthcheck";
        EngineRefusal.ThrowUnlessSuccess(call, answer);
        return EngineAnswer.Read(call, answer.Body, json => json.GetProperty("Status").GetString() ?? "");
    }

    public Task StopAsync(string id, TimeSpan timeout, CancellationToken cancellationToken) => _client.CallAsync(
        $"POST /containers/{id}/stop",
        connection.Timeout + timeout,
        (client, token) => client.Containers.StopContainerAsync(id, new() { WaitBeforeKillSeconds = (uint)timeout.TotalSeconds }, token),
        cancellationToken);

    public Task KillAsync(string id, CancellationToken cancellationToken) => KillAsync(id, new(), cancellationToken);

    public Task SignalAsync(string id, string signal, CancellationToken cancellationToken) => KillAsync(id, new() { Signal = signal }, cancellationToken);

    public Task ResizeAsync(string id, TerminalSize size, CancellationToken cancellationToken) => _client.CallAsync(
        $"POST /containers/{id}/resize",
        (client, token) => client.Containers.ResizeContainerTtyAsync(id, new() { Height = size.Rows, Width = size.Columns }, token),
        cancellationToken);

    public Task RenameAsync(string id, string name, CancellationToken cancellationToken) => _client.CallAsync(
        $"POST /containers/{id}/rename",
        (client, token) => client.Containers.RenameContainerAsync(id, new() { NewName = name }, token),
        cancellationToken);

    public async Task<bool> HasPathAsync(string id, string path, CancellationToken cancellationToken)
    {
        try
        {
            await _client.CallAsync(
                $"HEAD /containers/{id}/archive",
                (client, token) => client.Containers.GetArchiveFromContainerAsync(id, new() { Path = path }, statOnly: true, token),
                cancellationToken);
            return true;
        }
        catch (EngineRefusedException e) when (e.Status == NotFound)
        {
            return false;
        }
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        if (!connection.Capabilities.KillsOnRemove)
        {
            await KillFirstAsync(id, cancellationToken);
        }

        try
        {
            await _requests.CallAsync(
                new EngineHttpRequest("DELETE", $"containers/{id}?force=1&v=1"), cancellationToken, acceptedStatus: (int)HttpStatusCode.NotFound);
        }
        catch (EngineRefusedException e) when (e.Kind == RefusalKind.RemovalInProgress)
        {
            // Another client removes it.
        }
    }

    public async Task<ContainerArchive> ReadArchiveAsync(string id, string path, CancellationToken cancellationToken)
    {
        var (stat, tar) = await _streams.OpenArchiveAsync(id, path, cancellationToken);
        return ContainerArchive.Of(stat, tar);
    }

    public Task WriteArchiveAsync(string id, string path, Stream tar, CancellationToken cancellationToken) => _client.StartAsync(
        $"PUT /containers/{id}/archive",
        async (client, token) =>
        {
            await client.Containers.ExtractArchiveToContainerAsync(id, new CopyToContainerParameters { Path = path }, tar, token);
            return true;
        },
        cancellationToken);

    // Every run asks for one of these lists, to find leftovers.
    public Task<IReadOnlyList<LabelledObject>> ListAsync(string label, CancellationToken cancellationToken) =>
        ListByAsync(EngineRequests.LabelFilter(label), cancellationToken);

    public Task<IReadOnlyList<LabelledObject>> ListPublishingAsync(int hostPort, string protocol, CancellationToken cancellationToken) =>
        ListByAsync(EngineRequests.Filter("publish", string.Create(CultureInfo.InvariantCulture, $"{hostPort}/{protocol}")), cancellationToken);

    // Podman knows an id here only without the name of its algorithm.
    public Task<IReadOnlyList<LabelledObject>> ListOfImageAsync(string imageId, CancellationToken cancellationToken) =>
        ListByAsync(EngineRequests.Filter("ancestor", imageId.Split(':')[^1]), cancellationToken);

    private async Task KillFirstAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await _requests.CallAsync(Post($"containers/{id}/kill"), cancellationToken);
        }
        catch (EngineRefusedException)
        {
            // It does not run, or is gone: the removal reports what matters.
        }
    }

    private Task<IReadOnlyList<LabelledObject>> ListByAsync(string filter, CancellationToken cancellationToken) =>
        _requests.ReadAsync(new EngineHttpRequest("GET", $"containers/json?all=1&{filter}"), LabelledObjects.Read, cancellationToken);

    private async Task KillAsync(string id, ContainerKillParameters parameters, CancellationToken cancellationToken)
    {
        try
        {
            await _client.CallAsync(
                $"POST /containers/{id}/kill", (client, token) => client.Containers.KillContainerAsync(id, parameters, token), cancellationToken);
        }
        catch (EngineRefusedException e) when (e.Kind == RefusalKind.NotRunning)
        {
            // Nothing is there to get it.
        }
    }

    private static EngineHttpRequest Post(string path) => new("POST", path);

    private static string Escaped(string? value) => value is null ? "" : Uri.EscapeDataString(value);

    private static ImmutableArray<string> WarningsOf(JsonElement json)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        if (json.TryGetProperty("Warnings", out var warnings) && warnings.ValueKind == JsonValueKind.Array)
        {
            foreach (var warning in warnings.EnumerateArray())
            {
                texts.Add(warning.GetString() ?? "");
            }
        }

        return texts.ToImmutable();
    }
}
