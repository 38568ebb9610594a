using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Http;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>Commands beside a container's main one, by raw calls.</summary>
internal sealed class EngineExecs(EngineConnection connection) : IEngineExecs
{
    private readonly EngineRequests _requests = new(connection);

    public Task<string> CreateAsync(string container, ImmutableArray<string> command, CancellationToken cancellationToken)
    {
        var request = new EngineHttpRequest("POST", $"containers/{container}/exec") { Json = Creation(command) };
        return _requests.ReadAsync(request, json => json.Id(), cancellationToken);
    }

    public Task<Stream> StartAsync(string exec, CancellationToken cancellationToken) =>
        _requests.UpgradeAsync(new EngineHttpRequest("POST", $"exec/{exec}/start") { Json = "{}"u8.ToArray() }, cancellationToken);

    public Task<int> ExitCodeAsync(string exec, CancellationToken cancellationToken) => _requests.ReadAsync(
        new EngineHttpRequest("GET", $"exec/{exec}/json"), json => json.GetProperty("ExitCode").GetInt32(), cancellationToken);

    private static ReadOnlyMemory<byte> Creation(ImmutableArray<string> command)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteBoolean("AttachStdout", true);
            json.WriteBoolean("AttachStderr", true);
            json.WriteStartArray("Cmd");
            foreach (var word in command)
            {
                json.WriteStringValue(word);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }
}
