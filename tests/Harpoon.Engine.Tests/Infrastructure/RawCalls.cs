using System.Text;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Http;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Questions to an engine that the product does not ask.</summary>
internal static class RawCalls
{
    /// <summary>Asks with GET; the path has no version.</summary>
    public static Task<byte[]> GetBytesAsync(this IEngine engine, string path, CancellationToken cancellationToken) =>
        CallAsync(engine, "GET", path, cancellationToken);

    /// <summary>Calls with POST and without a body; the path has no version.</summary>
    public static Task PostAsync(this IEngine engine, string path, CancellationToken cancellationToken) =>
        CallAsync(engine, "POST", path, cancellationToken);

    private static async Task<byte[]> CallAsync(IEngine engine, string method, string path, CancellationToken cancellationToken)
    {
        var connection = Assert.IsType<ConnectedEngine>(engine).Connection;
        var (_, stream) = await new EngineRequests(connection).StreamAsync(new EngineHttpRequest(method, path) { Streams = true }, cancellationToken);
        await using (stream)
        {
            using var whole = new MemoryStream();
            await stream.CopyToAsync(whole, cancellationToken);
            return whole.ToArray();
        }
    }

    /// <inheritdoc cref="GetBytesAsync"/>
    public static async Task<string> GetTextAsync(this IEngine engine, string path, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await engine.GetBytesAsync(path, cancellationToken));
}
