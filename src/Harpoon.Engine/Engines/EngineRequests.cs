using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Harpoon.Engine.Engines;

/// <summary>Raw calls of the Engine API that the containers and networks are made of: an answer is read whole, a refusal is thrown.</summary>
/// <remarks>
/// Not through Docker.DotNet, for what every run does: its client and its serializers take longer to start in a cold build than all
/// calls of a short run together, and its <c>wait</c> can't say which condition it waits for.
/// </remarks>
internal sealed class EngineRequests(EngineConnection connection)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>A call that is answered at once, within the connection's timeout, or within a longer one of its own.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The relative address, escaped.</param>
    /// <param name="body">A JSON body; empty for none.</param>
    /// <param name="extra">How much longer than any other call it may take.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="EngineRefusedException">The engine said no.</exception>
    public Task<byte[]> CallAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte> body, TimeSpan extra, CancellationToken cancellationToken) =>
        EngineCall.WithinAsync(
            connection.Endpoint, connection.Timeout + extra, token => SendAsync(method, path, body, token), cancellationToken);

    /// <summary>A call that is answered when something happens.</summary>
    /// <inheritdoc cref="CallAsync"/>
    public Task<byte[]> WaitAsync(HttpMethod method, string path, CancellationToken cancellationToken) =>
        EngineCall.WithinAsync(
            connection.Endpoint, Timeout.InfiniteTimeSpan, token => SendAsync(method, path, default, token), cancellationToken);

    /// <summary>A call that turns its connection into a raw stream, which the caller disposes of.</summary>
    /// <inheritdoc cref="CallAsync"/>
    public Task<Stream> UpgradeAsync(string path, CancellationToken cancellationToken) =>
        EngineCall.WithinAsync(connection.Endpoint, connection.Timeout, token => SendUpgradeAsync(path, token), cancellationToken);

    /// <summary>Whether a call was refused with one of some states, which the caller takes for an answer.</summary>
    public static async Task UnlessAsync(Task<byte[]> call, params HttpStatusCode[] fine)
    {
        try
        {
            await call;
        }
        catch (EngineRefusedException e) when (fine.Contains((HttpStatusCode)e.Status))
        {
            // What was asked for is so already.
        }
    }

    /// <summary>The relative address of a label's filter.</summary>
    public static string LabelFilter(string label) =>
        $"filters={Uri.EscapeDataString($"{{\"label\":[\"{JsonEncodedText.Encode(label)}\"]}}")}";

    private async Task<byte[]> SendAsync(HttpMethod method, string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (!body.IsEmpty)
        {
            request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } };
        }

        // Headers first: what waits for an answer's end must not wait for a buffer's.
        using var answer = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await EngineRefusal.ThrowUnlessSuccessAsync($"{method} {path}", answer, cancellationToken);
        return await answer.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    private async Task<Stream> SendUpgradeAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new ProductHeaderValue("tcp"));
        var answer = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode is not (HttpStatusCode.SwitchingProtocols or HttpStatusCode.OK))
        {
            using (answer)
            {
                await EngineRefusal.ThrowUnlessSuccessAsync($"POST {path}", answer, cancellationToken);
            }
        }

        // The stream owns the connection now.
        return await answer.Content.ReadAsStreamAsync(cancellationToken);
    }
}
