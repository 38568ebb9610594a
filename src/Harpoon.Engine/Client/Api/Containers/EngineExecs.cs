using System.Collections.Immutable;
using System.Text.Json;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Http;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>Commands beside a container's main one.</summary>
internal sealed class EngineExecs(EngineConnection connection) : IEngineExecs
{
    private readonly EngineRequests _requests = new(connection);
    private readonly ClientCalls _client = new(connection);

    public Task<string> CreateAsync(string container, ImmutableArray<string> command, CancellationToken cancellationToken, bool hasInput = false) => _client.ReadAsync(
        $"POST /containers/{container}/exec",
        (client, token) => client.Exec.CreateContainerExecAsync(container, new() { AttachStdin = hasInput, AttachStdout = true, AttachStderr = true, Cmd = [.. command] }, token),
        exec => AnswerFields.Id(exec.ID),
        cancellationToken);

    // A raw call: Docker.DotNet takes frames apart itself, and knows a connection's halves only of its own transports.
    public Task<Stream> StartAsync(string exec, CancellationToken cancellationToken) =>
        _requests.UpgradeAsync(new EngineHttpRequest("POST", $"exec/{exec}/start") { Json = "{}"u8.ToArray() }, cancellationToken);

    public Task<int> ExitCodeAsync(string exec, CancellationToken cancellationToken) => _client.ReadAsync(
        $"GET /exec/{exec}/json",
        (client, token) => client.Exec.InspectContainerExecAsync(exec, token),
        state => checked((int)(state.ExitCode ?? throw new JsonException("'ExitCode' is missing."))),
        cancellationToken);
}
