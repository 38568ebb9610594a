using System.Net;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Http;

/// <summary>A connection for one call, which may take its time, or turn the connection into a stream. Disposing of it closes the connection and so ends the call.</summary>
internal sealed class OwnConnection : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly BegunStream _stream;

    private OwnConnection(Stream stream)
    {
        _stream = new BegunStream(stream);
        Stream? unused = _stream;
        _invoker = new(EngineHttpHandler.Over(_ => Interlocked.Exchange(ref unused, null) is { } fresh
            ? Task.FromResult(fresh)
            : Task.FromException<Stream>(new IOException(DiagnosticTexts.Format("Detail.Closed")))));
    }

    public static async Task<OwnConnection> OpenAsync(Func<CancellationToken, Task<Stream>> open, CancellationToken cancellationToken) =>
        new(await open(cancellationToken));

    /// <summary>Makes the call and reads its answer whole.</summary>
    /// <exception cref="HarpoonException">HRP1071: the answer stopped in its middle.</exception>
    /// <exception cref="IOException">It ended midway, or what came is not HTTP/1, or too long.</exception>
    public async Task<EngineHttpAnswer> SendAsync(EngineHttpRequest request, bool isLocal, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var response = await HeadAsync(request, isLocal, patience, cancellationToken);
        return await ReadAsync(response, request, patience, cancellationToken);
    }

    /// <summary>Makes the call; what answers it is a stream, which disposes of this connection. It is null if the answer is a refusal.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<(EngineHttpAnswer Answer, Stream? Stream)> StreamAsync(
        EngineHttpRequest request, bool isLocal, TimeSpan patience, CancellationToken cancellationToken)
    {
        var response = await HeadAsync(request, isLocal && !request.MayTakeLong, patience, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.SwitchingProtocols or HttpStatusCode.OK))
        {
            using (response)
            {
                return (await ReadAsync(response, request, patience, cancellationToken), null);
            }
        }

        EngineHttpFailure.ThrowIfMalformed(response);
        var body = new LiveBody(await response.Content.ReadAsStreamAsync(cancellationToken), this);
        return (EngineHttpAnswer.Of(response, default), request.Upgrades ? new UpgradedStream(body, _stream) : body);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _invoker.Dispose();
    }

    private static Task<EngineHttpAnswer> ReadAsync(
        HttpResponseMessage response, EngineHttpRequest request, TimeSpan patience, CancellationToken cancellationToken) =>
        EngineHttpFailure.TranslateAsync(
            async () => EngineHttpAnswer.Of(response, await AnswerBody.ReadAsync(response, new PieceClock(request.Call, patience), cancellationToken)),
            DiagnosticTexts.Format("Detail.CutShort"));

    private HttpResponseMessage WaitForHead(HttpRequestMessage message, CancellationToken cancellationToken) => _invoker.Send(message, cancellationToken);

    private async Task<HttpResponseMessage> HeadAsync(EngineHttpRequest request, bool isLocal, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var message = request.ToMessage();
        try
        {
            // A head may be waited for for long, but once it has begun it goes on: an engine writes it at once. That of an upload's answer is returned only when
            // all is sent, which StallClock watches.
            _stream.Begun = request.Content is null ? () => limited.CancelAfter(patience > TimeSpan.Zero ? patience : Timeout.InfiniteTimeSpan) : null;
            return await EngineHttpFailure.TranslateAsync(
                () => isLocal ? Task.FromResult(WaitForHead(message, limited.Token)) : _invoker.SendAsync(message, limited.Token),
                DiagnosticTexts.Format("Detail.Closed"));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw PieceClock.Stalled(request.Call, patience, e);
        }
        finally
        {
            _stream.Begun = null;
        }
    }
}
