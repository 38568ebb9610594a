using System.Text.Json;

namespace Harpoon.Engine.Engines;

/// <summary>The engine's images, by raw calls.</summary>
internal sealed class EngineImages(EngineConnection connection) : IEngineImages
{
    public async Task<ImageDetails?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var answer = await connection.GetAsync($"images/{reference}/json", cancellationToken);
        if (answer.Status == 404)
        {
            return null;
        }

        EngineRefusal.ThrowUnlessSuccess($"GET /images/{reference}/json", answer);
        using var json = JsonDocument.Parse(answer.Body);
        var root = json.RootElement;
        return new ImageDetails(
            root.GetProperty("Id").GetString()!,
            [.. root.GetProperty("RepoTags").EnumerateArray().Select(tag => tag.GetString()!)],
            root.GetProperty("Size").GetInt64());
    }

    public async Task<IReadOnlyList<ImageDetails>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var filters = Uri.EscapeDataString($$"""{"label":[{{JsonSerializer.Serialize(label)}}]}""");
        var answer = await connection.GetAsync($"images/json?filters={filters}", cancellationToken);
        EngineRefusal.ThrowUnlessSuccess("GET /images/json", answer);
        using var json = JsonDocument.Parse(answer.Body);
        return [.. json.RootElement.EnumerateArray().Select(image => new ImageDetails(
            image.GetProperty("Id").GetString()!,
            [],
            image.GetProperty("Size").GetInt64()))];
    }

    public async Task RemoveAsync(string reference, CancellationToken cancellationToken)
    {
        using var answer = await connection.Http.DeleteAsync(new Uri($"images/{reference}", UriKind.Relative), cancellationToken);
        if (answer.StatusCode != System.Net.HttpStatusCode.NotFound)
        {
            await EngineRefusal.ThrowUnlessSuccessAsync($"DELETE /images/{reference}", answer, cancellationToken);
        }
    }

    public Task<Stream> BuildAsync(IReadOnlyList<KeyValuePair<string, string>> query, Stream context, CancellationToken cancellationToken) =>
        PostAsync("build", query, context, cancellationToken);

    public Task<Stream> PullAsync(string reference, string? platform, CancellationToken cancellationToken) =>
        PostAsync("images/create", [new("fromImage", reference), new("platform", platform ?? "")], Stream.Null, cancellationToken);

    private async Task<Stream> PostAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> query, Stream body, CancellationToken cancellationToken)
    {
        var pairs = query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}?{string.Join('&', pairs)}") { Content = new StreamContent(body) };
        var answer = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await EngineRefusal.ThrowUnlessSuccessAsync($"POST /{path}", answer, cancellationToken);
        return await answer.Content.ReadAsStreamAsync(cancellationToken);
    }
}
