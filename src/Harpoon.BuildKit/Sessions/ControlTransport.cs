using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using Harpoon.BuildKit.Exports;
using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Grpc.Client;

namespace Harpoon.BuildKit.Sessions;

/// <summary>
/// The call <c>moby.buildkit.v1.Control/Session</c> over HTTP/2, which takes the place of <c>/session</c> in Docker 29.2: what the two sides say to each other is in
/// the call's messages. See <see href="https://github.com/moby/moby/pull/50744"/> and
/// <see href="https://github.com/moby/buildkit/blob/master/api/services/control/control.proto"/>.
/// </summary>
/// <param name="connection">A fresh connection to the engine, on which HTTP/2 is spoken from the first byte; the session owns it from here on.</param>
public sealed class ControlTransport(Stream connection) : ISessionTransport
{
    private static readonly Uri Method = new("http://docker/moby.buildkit.v1.Control/Session");

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(SessionHead head, CancellationToken cancellationToken)
    {
        var client = OneConnection.Invoker(connection);
        var content = new OpenContent();
        try
        {
            var response = await client.SendAsync(Request(head, content), cancellationToken);
            ThrowIfRefused(response);
            return new ControlStream(client, await content.Opened, await response.Content.ReadAsStreamAsync(cancellationToken), content);
        }
        catch (Exception e) when (IsRefusal(e, cancellationToken))
        {
            client.Dispose();
            throw new BuildKitException(BuildKitFailure.SessionRefused, $"The engine does not support HTTP/2 calls: {e.Message}", e);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>A connection that breaks while the request's body begins cancels the body, and that is all that is said of it then.</summary>
    private static bool IsRefusal(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static HttpRequestMessage Request(SessionHead head, OpenContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));

        // .NET makes one field of several values, which the engine doesn't take apart again. BuildKit looks for two methods before it calls them; the others it just
        // calls. So one is a header of the request, and the other one of its content: these are fields of their own.
        foreach (var (name, value) in (head with { Methods = Only(head, DiffCopyMethod.Path) }).Headers())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        foreach (var (name, value) in (head with { Methods = Only(head, FileSendMethod.Path) }).MethodHeaders())
        {
            content.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static ImmutableArray<string> Only(SessionHead head, string method) => head.Methods.Contains(method) ? [method] : [];

    private static void ThrowIfRefused(HttpResponseMessage response)
    {
        // A call that ends before its first message has its status in the head.
        if (response.StatusCode != HttpStatusCode.OK || response.Headers.Contains("grpc-status"))
        {
            var why = response.Headers.TryGetValues("grpc-message", out var messages) ? Uri.UnescapeDataString(string.Join(' ', messages)) : "";
            throw new BuildKitException(BuildKitFailure.SessionRefused, $"The engine opened no session: {(int)response.StatusCode} {why}".TrimEnd());
        }
    }
}
