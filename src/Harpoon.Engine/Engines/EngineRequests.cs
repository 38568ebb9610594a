using System.Text.Json;
using Harpoon.Engine.Http;

namespace Harpoon.Engine.Engines;

/// <summary>Raw calls of the Engine API that the containers and networks are made of: an answer is read whole, a refusal is thrown.</summary>
/// <remarks>
/// Not through Docker.DotNet, for what every run does: its client and its serializers take longer to start in a cold build than all
/// calls of a short run together, and its <c>wait</c> can't say which condition it waits for.
/// </remarks>
internal sealed class EngineRequests(EngineConnection connection)
{
    /// <summary>A call that is answered at once: within the connection's timeout.</summary>
    /// <param name="request">The call; its path is relative, escaped and without the version.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <param name="fine">A refusal's status that the caller takes for an answer; 0 for none.</param>
    /// <exception cref="EngineRefusedException">The engine said no.</exception>
    public Task<LightAnswer> CallAsync(LightRequest request, CancellationToken cancellationToken, int fine = 0) =>
        CallAsync(request, connection.Timeout, fine, cancellationToken);

    /// <summary>A call that may take its time.</summary>
    /// <param name="request">The call; its path is relative, escaped and without the version.</param>
    /// <param name="timeout">How long the answer may take.</param>
    /// <param name="fine">A refusal's status that the caller takes for an answer; 0 for none.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="EngineRefusedException">The engine said no.</exception>
    public async Task<LightAnswer> CallAsync(LightRequest request, TimeSpan timeout, int fine, CancellationToken cancellationToken)
    {
        var versioned = Versioned(request);
        var answer = await EngineCall.WithinAsync(
            connection.Endpoint, timeout, token => connection.Light.SendAsync(versioned, token), cancellationToken);
        if (answer.Status != fine)
        {
            EngineRefusal.ThrowUnlessSuccess($"{request.Method} /{request.Path}", answer);
        }

        return answer;
    }

    /// <summary>A call that turns a connection into a raw stream, which the caller disposes of.</summary>
    /// <inheritdoc cref="CallAsync(LightRequest, CancellationToken, int)"/>
    public async Task<Stream> UpgradeAsync(LightRequest request, CancellationToken cancellationToken)
    {
        var (_, stream) = await EngineCall.WithinAsync(
            connection.Endpoint, connection.Timeout, token => StreamAsync(request with { Upgrades = true }, token), cancellationToken);
        return stream;
    }

    /// <summary>A call that is answered by a stream, for as long as it takes. The caller disposes of the stream, and so ends the call.</summary>
    /// <inheritdoc cref="CallAsync(LightRequest, CancellationToken, int)"/>
    public async Task<(LightAnswer Answer, Stream Stream)> StreamAsync(LightRequest request, CancellationToken cancellationToken)
    {
        var (answer, stream) = await connection.Light.StreamAsync(Versioned(request), cancellationToken);
        if (stream is null)
        {
            EngineRefusal.ThrowUnlessSuccess($"{request.Method} /{request.Path.Split('?', 2)[0]}", answer);
        }

        return (answer, stream ?? throw new IOException($"The engine answered {answer.Status} where a stream was asked for."));
    }

    /// <summary>The query of a label's filter.</summary>
    public static string LabelFilter(string label) => Filter("label", label);

    /// <summary>The query of a filter by one value.</summary>
    public static string Filter(string key, string value) =>
        "filters=" + Uri.EscapeDataString("{\"" + key + "\":[\"" + JsonEncodedText.Encode(value).Value + "\"]}");

    private LightRequest Versioned(LightRequest request) => request with { Path = $"{connection.ApiPath}/{request.Path}" };
}
