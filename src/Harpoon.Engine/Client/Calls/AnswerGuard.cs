using System.Net;

namespace Harpoon.Engine.Client.Calls;

/// <summary>
/// Looks at the answers to Docker.DotNet's calls. It makes those that are answered by a status alone, and would take a proxy's page under status 200 for the engine's word.
/// </summary>
internal sealed class AnswerGuard(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const long LongestAnswer = 1 << 20;

    private const int FirstRefusal = 400;

    /// <exception cref="Diagnostics.HarpoonException">HRP1070: something else has answered.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if ((int)answer.StatusCode < FirstRefusal)
        {
            await answer.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            var call = $"{request.Method} {request.RequestUri?.AbsolutePath}";

            // Docker.DotNet takes a redirection for a success; 304 says that there was nothing to do.
            EngineRefusal.ThrowUnlessSuccess(call, answer.StatusCode == HttpStatusCode.NotModified ? (int)HttpStatusCode.NoContent : (int)answer.StatusCode, body);
            EngineAnswer.ThrowUnlessDone(call, body);
        }

        return answer;
    }
}
