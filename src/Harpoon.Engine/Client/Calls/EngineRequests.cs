using System.Net;
using System.Text.Json;
using Harpoon.Engine.Client.Http;

namespace Harpoon.Engine.Client.Calls;

/// <summary>Raw calls of the Engine API: a response is read whole, a refusal is thrown.</summary>
/// <remarks>
/// Not through Docker.DotNet, for what every run does: its client and its serializers take longer to start in a cold build than all
/// calls of a short run together, and its <c>wait</c> can't say which condition it waits for.
/// </remarks>
internal sealed class EngineRequests(EngineConnection connection)
{
    private const int NotFound = (int)HttpStatusCode.NotFound;

    /// <summary>A call that is answered by its status, at once: within the connection's timeout.</summary>
    /// <param name="request">The call; its path is relative, escaped and without the version.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <param name="acceptedStatus">A refusal's status that the caller takes for an answer; 0 for none.</param>
    /// <exception cref="EngineRefusedException">The engine said no.</exception>
    /// <exception cref="Diagnostics.HarpoonException">HRP1070: something else has answered.</exception>
    public async Task<EngineHttpAnswer> CallAsync(EngineHttpRequest request, CancellationToken cancellationToken, int acceptedStatus = 0)
    {
        var answer = await SendAsync(request, connection.Timeout, acceptedStatus, cancellationToken);
        if (answer.Status != acceptedStatus)
        {
            EngineAnswer.ThrowUnlessDone(request.Call, answer.Body);
        }

        return answer;
    }

    /// <summary>A call that is answered by JSON, at once: within the connection's timeout.</summary>
    /// <param name="request">The call; its path is relative, escaped and without the version.</param>
    /// <param name="read">Takes out of the answer what is needed.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="EngineRefusedException">The engine said no.</exception>
    /// <exception cref="Diagnostics.HarpoonException">HRP1070: the answer is not understood.</exception>
    public Task<T> ReadAsync<T>(EngineHttpRequest request, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        ReadAsync(request, connection.Timeout, read, cancellationToken);

    /// <summary>A call that may take its time.</summary>
    /// <param name="request">The call; its path is relative, escaped and without the version.</param>
    /// <param name="timeout">How long the answer may take.</param>
    /// <param name="read">Takes out of the answer what is needed.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <inheritdoc cref="ReadAsync{T}(EngineHttpRequest, Func{JsonElement, T}, CancellationToken)"/>
    public async Task<T> ReadAsync<T>(EngineHttpRequest request, TimeSpan timeout, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        EngineAnswer.Read(request.Call, (await SendAsync(request, timeout, acceptedStatus: 0, cancellationToken)).Body, read);

    /// <summary>A call for something that may not be there; null if it is not.</summary>
    /// <inheritdoc cref="ReadAsync{T}(EngineHttpRequest, Func{JsonElement, T}, CancellationToken)"/>
    public async Task<T?> FindAsync<T>(EngineHttpRequest request, Func<JsonElement, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await SendAsync(request, connection.Timeout, NotFound, cancellationToken);
        return answer.Status == NotFound ? null : EngineAnswer.Read(request.Call, answer.Body, read);
    }

    /// <summary>A call that turns a connection into a raw stream, which the caller disposes of.</summary>
    /// <inheritdoc cref="CallAsync(EngineHttpRequest, CancellationToken, int)"/>
    public async Task<Stream> UpgradeAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        var (_, stream) = await EngineCall.WithinAsync(
            connection.Endpoint, connection.Timeout, token => StreamAsync(request with { Upgrades = true }, token), cancellationToken);
        return stream;
    }

    /// <summary>A call that is answered by a stream, for as long as it takes. The caller disposes of the stream, and so ends the call.</summary>
    /// <inheritdoc cref="CallAsync(EngineHttpRequest, CancellationToken, int)"/>
    public async Task<(EngineHttpAnswer Answer, Stream Stream)> StreamAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        var (answer, stream) = await connection.Http.StreamAsync(Versioned(request), cancellationToken);
        if (stream is null)
        {
            EngineRefusal.ThrowUnlessSuccess(request.Call, answer);
            throw EngineAnswer.NotUnderstood(request.Call, answer.Body.Span);
        }

        if (answer.Header("Content-Type") is { } type && IsForeign(request, type))
        {
            await using (stream)
            {
                throw EngineAnswer.NotUnderstood(request.Call, await EngineCall.WithinAsync(
                    connection.Endpoint, connection.Timeout, token => BeginningAsync(stream, token), cancellationToken));
            }
        }

        return (answer, stream);
    }

    /// <summary>The query of a label's filter.</summary>
    public static string LabelFilter(string label) => Filter("label", label);

    /// <summary>The query of a filter by one value.</summary>
    public static string Filter(string key, string value) =>
        "filters=" + Uri.EscapeDataString("{\"" + key + "\":[\"" + JsonEncodedText.Encode(value).Value + "\"]}");

    private async Task<EngineHttpAnswer> SendAsync(EngineHttpRequest request, TimeSpan timeout, int acceptedStatus, CancellationToken cancellationToken)
    {
        var versioned = Versioned(request);
        var answer = await EngineCall.WithinAsync(
            connection.Endpoint, timeout, token => connection.Http.SendAsync(versioned, token), cancellationToken);
        if (answer.Status != acceptedStatus || AnswerText.IsPage(answer.Body.Span))
        {
            EngineRefusal.ThrowUnlessSuccess(request.Call, answer);
        }

        return answer;
    }

    /// <summary>Docker says of raw streams which of its two kinds they are; some engines say nothing.</summary>
    private static bool IsForeign(EngineHttpRequest request, string type) => request.Upgrades
        ? !type.StartsWith("application/vnd.docker.", StringComparison.OrdinalIgnoreCase)
        : type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase);

    private static async Task<byte[]> BeginningAsync(Stream stream, CancellationToken cancellationToken)
    {
        var beginning = new byte[1_024];
        return beginning[..await stream.ReadAsync(beginning, cancellationToken)];
    }

    private EngineHttpRequest Versioned(EngineHttpRequest request) => request with { Path = $"{connection.ApiPath}/{request.Path}" };
}
