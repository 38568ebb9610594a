using System.Net;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Calls;

/// <summary>
/// Looks at the answers to Docker.DotNet's calls before it does: it would take a proxy's page under status 200 for the engine's word, and of an answer that it can't
/// read it shows nothing.
/// </summary>
internal sealed class AnswerGuard(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int FirstRefusal = 400;

    private static readonly AsyncLocal<ReceivedBody?> Receiver = new();

    /// <summary>Keeps the body of the answer to the call that is made next in this flow, for the error if it is not understood.</summary>
    public static ReceivedBody Receive() => Receiver.Value = new ReceivedBody();

    /// <exception cref="HarpoonException">HRP1070: something else has answered.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await EngineHttpFailure.TranslateAsync(() => base.SendAsync(request, cancellationToken), DiagnosticTexts.Format("Detail.Closed"));
        if (answer.StatusCode == HttpStatusCode.OK && IsArchive(answer.RequestMessage))
        {
            ArchiveStat.Complete(answer);
            if (request.Method == HttpMethod.Get && answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                return answer;
            }
        }

        var body = await EngineHttpFailure.TranslateAsync(
            () => AnswerBody.ReadAsync(answer, clock: null, cancellationToken), DiagnosticTexts.Format("Detail.CutShort"));
        answer.Content = new ReadOnlyMemoryContent(body);
        if (Receiver.Value is { } received)
        {
            received.Bytes = body;
        }

        if ((int)answer.StatusCode < FirstRefusal)
        {
            var call = $"{request.Method} {request.RequestUri?.AbsolutePath}";

            // Docker.DotNet takes a redirection for a success; 304 says that there was nothing to do.
            EngineRefusal.ThrowUnlessSuccess(call, answer.StatusCode == HttpStatusCode.NotModified ? (int)HttpStatusCode.NoContent : (int)answer.StatusCode, body.Span);
            EngineAnswer.ThrowUnlessDone(call, body);
        }

        return answer;
    }

    /// <summary>Whether it is the one call whose answer comes live.</summary>
    private static bool IsArchive(HttpRequestMessage? request) => request?.RequestUri?.AbsolutePath.EndsWith("/archive", StringComparison.Ordinal) == true;
}
