using System.Text;

namespace Harpoon.Engine.Tests.Infrastructure.Registries;

/// <summary>A registry of this machine that has no image. A pull from it fails for good; one from a port where none listens is tried again for 15 s.</summary>
internal sealed class EmptyRegistry : IAsyncDisposable
{
    private const string Unknown = """{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]}""";

    private readonly ScriptedServer _server = new(ServeAsync);

    /// <summary>An image's name in it.</summary>
    public string Name(string path) => $"{_server.Address["tcp://".Length..]}/{path}";

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task ServeAsync(Stream stream, CancellationToken token)
    {
        while (await ScriptedServer.ReadHeadAsync(stream, token) is { Length: > 0 } head)
        {
            var (status, body) = head.StartsWith("GET /v2/ ", StringComparison.Ordinal) ? ("200 OK", "{}") : ("404 Not Found", Unknown);
            var answer = $"HTTP/1.1 {status}\r\nDocker-Distribution-Api-Version: registry/2.0\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head.StartsWith("HEAD ", StringComparison.Ordinal) ? answer : answer + body), token);
        }
    }
}
