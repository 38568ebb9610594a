using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Images;

namespace Harpoon.Engine.Engines;

/// <summary>The engine's images, by raw calls: most builds ask a question or two and are done, without waking a client.</summary>
internal sealed class EngineImages(EngineConnection connection) : IEngineImages
{
    public async Task<ImageDetails?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var answer = await connection.GetAsync($"images/{Escape(reference)}/json", cancellationToken);
        if (answer.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }

        EngineRefusal.ThrowUnlessSuccess($"GET /images/{reference}/json", answer);
        return ImageDetailsReader.ReadOne(answer.Body);
    }

    public async Task<IReadOnlyList<ImageDetails>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var filters = Uri.EscapeDataString($$"""{"label":["{{JsonEncodedText.Encode(label)}}"]}""");
        var answer = await connection.GetAsync($"images/json?filters={filters}", cancellationToken);
        EngineRefusal.ThrowUnlessSuccess("GET /images/json", answer);
        return ImageDetailsReader.ReadList(answer.Body);
    }

    public Task TagAsync(string image, ImageReference reference, CancellationToken cancellationToken)
    {
        var query = Query([new("repo", reference.Name), new("tag", reference.Tagged().Tag ?? "")]);
        return WithinAsync(
            async token =>
            {
                using var answer = await connection.Http.PostAsync(Relative($"images/{Escape(image)}/tag?{query}"), null, token);
                await EngineRefusal.ThrowUnlessSuccessAsync($"POST /images/{image}/tag", answer, token);
                return true;
            },
            cancellationToken);
    }

    public Task<ImmutableArray<string>> RemoveAsync(string reference, bool force, CancellationToken cancellationToken) => WithinAsync(
        async token =>
        {
            using var answer = await connection.Http.DeleteAsync(Relative($"images/{Escape(reference)}?force={(force ? 1 : 0)}"), token);
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                return [];
            }

            await EngineRefusal.ThrowUnlessSuccessAsync($"DELETE /images/{reference}", answer, token);
            return ImageDetailsReader.ReadRemoved(await answer.Content.ReadAsByteArrayAsync(token));
        },
        cancellationToken);

    public async Task<Stream> BuildAsync(
        IReadOnlyList<KeyValuePair<string, string>> query, Stream context, CancellationToken cancellationToken)
    {
        using var body = new StreamContent(context);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        return await StreamAsync("build", query, body, "HRP3007", cancellationToken);
    }

    public Task<Stream> PullAsync(string reference, string? platform, CancellationToken cancellationToken)
    {
        // A name without a tag would pull every tag that the registry has.
        var image = ImageReference.Parse(reference).Tagged();
        List<KeyValuePair<string, string>> query = [new("fromImage", image.Name), new("tag", image.Digest ?? image.Tag!)];
        if (!string.IsNullOrEmpty(platform))
        {
            query.Add(new("platform", platform));
        }

        return StreamAsync("images/create", query, null, null, cancellationToken);
    }

    /// <summary>Posts, and hands on the answer as it comes; it may take as long as it takes.</summary>
    /// <param name="path">The path, relative.</param>
    /// <param name="query">The query.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="refusal">The code of a refusal, with the engine's words as its argument; null for the general one.</param>
    /// <param name="cancellationToken">Aborts the request.</param>
    private async Task<Stream> StreamAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> query, HttpContent? body, string? refusal, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Relative($"{path}?{Query(query)}")) { Content = body };
        var answer = await WithinAsync(
            token => connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancellationToken, Timeout.InfiniteTimeSpan);
        if (answer.IsSuccessStatusCode)
        {
            return await answer.Content.ReadAsStreamAsync(cancellationToken);
        }

        using (answer)
        {
            if (refusal is null)
            {
                await EngineRefusal.ThrowUnlessSuccessAsync($"POST /{path}", answer, cancellationToken);
            }

            var words = EngineRefusal.MessageIn(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            throw new HarpoonException(Diagnostic.Of(refusal!, words));
        }
    }

    private Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, TimeSpan? limit = null) =>
        EngineCall.WithinAsync(connection.Endpoint, limit ?? connection.Timeout, call, cancellationToken);

    private static Uri Relative(string address) => new(address, UriKind.Relative);

    /// <summary>A reference as a part of a path; its own slashes stay.</summary>
    private static string Escape(string reference) =>
        Uri.EscapeDataString(reference).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);

    private static string Query(IReadOnlyList<KeyValuePair<string, string>> query) =>
        string.Join('&', query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
}
