using System.Collections.Immutable;
using Docker.DotNet.Models;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Client.Http;

namespace Harpoon.Engine.Client.Api.Images;

/// <summary>
/// The engine's images: the question that most builds ask by a raw call, without starting Docker.DotNet; the streams by raw calls too, since Docker.DotNet sends a build's
/// <c>cachefrom</c> wrongly and reads no BuildKit answer; the rest by Docker.DotNet.
/// </summary>
internal sealed class EngineImages(EngineConnection connection) : IEngineImages
{
    private const int Attempts = 10;

    /// <summary>The header with one registry's credential: pulls and pushes.</summary>
    private const string LoginHeader = "X-Registry-Auth";

    /// <summary>The header with those of several registries: builds.</summary>
    private const string LoginsHeader = "X-Registry-Config";

    /// <summary>An empty object. Without the header an engine looks for the credential in the body, and refuses a push that has neither.</summary>
    private const string NoLogin = "e30=";

    private readonly EngineRequests _requests = new(connection);
    private readonly ClientCalls _client = new(connection);
    private readonly EngineStreams _streams = new(connection);

    public async Task<ImageDetails?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var question = new EngineHttpRequest("GET", $"images/{Escape(reference)}/json");
        var details = await _requests.FindAsync(question, ImageDetailsReader.ReadOne, cancellationToken);
        return details is null || connection.Capabilities.ListsTriggers ? details : details with { HasTriggers = await HasTriggersAsync(details.Id, cancellationToken) };
    }

    /// <summary>Looks into the history, where the triggers of the image's own base are as well: there are too many rather than too few.</summary>
    private async Task<bool> HasTriggersAsync(string id, CancellationToken cancellationToken)
    {
        // Raw: on Podman every build asks it.
        var question = new EngineHttpRequest("GET", $"images/{Escape(id)}/history");
        return await _requests.FindAsync(question, history => ImageDetailsReader.HasTriggersInHistory(history) ? "yes" : "no", cancellationToken) == "yes";
    }

    public Task<IReadOnlyList<ImageDetails>> ListAsync(string label, CancellationToken cancellationToken) =>
        ListWholeAsync($"images/json?{EngineRequests.LabelFilter(label)}", cancellationToken);

    private async Task<IReadOnlyList<ImageDetails>> ListWholeAsync(string path, CancellationToken cancellationToken)
    {
        // Raw: a build of many images asks it.
        var question = new EngineHttpRequest("GET", path);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _requests.ReadAsync(question, ImageDetailsReader.ReadList, cancellationToken);
            }
            catch (EngineRefusedException e) when (attempt < Attempts && e.Kind == RefusalKind.RemovedMeanwhile)
            {
                // The list is made again, without what was removed.
            }
        }
    }

    public async Task<Stream> WatchAsync(CancellationToken cancellationToken)
    {
        var question = new EngineHttpRequest("GET", $"events?{EngineRequests.Filter("type", "image")}") { Streams = true, MayTakeLong = true };
        var (_, events) = await EngineCall.WithinAsync(
            connection.Endpoint, connection.Timeout, token => _requests.StreamAsync(question, token), cancellationToken);
        return events;
    }

    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) =>
        [.. (await ListWholeAsync("images/json", cancellationToken)).SelectMany(image => image.Tags)];

    public Task TagAsync(string image, string repository, string tag, CancellationToken cancellationToken)
    {
        var name = new ImageTagParameters { RepositoryName = repository, Tag = tag };
        return _client.CallAsync($"POST /images/{image}/tag", (client, token) => client.Images.TagImageAsync(image, name, token), cancellationToken);
    }

    public async Task<ImmutableArray<string>> RemoveAsync(string reference, bool force, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _client.ReadAsync(
                    $"DELETE /images/{reference}",
                    (client, token) => client.Images.DeleteImageAsync(Escape(reference), new() { Force = force }, token),
                    ImageDetailsReader.ReadRemoved,
                    cancellationToken);
            }
            catch (EngineRefusedException e) when (e.Kind == RefusalKind.ImageMissing)
            {
                return [];
            }
            catch (EngineRefusedException e) when (attempt < Attempts && e.Kind == RefusalKind.RemovedMeanwhile)
            {
                // What is left of it is removed now.
            }
        }
    }

    public async Task<Stream> BuildAsync(
        IReadOnlyList<KeyValuePair<string, string>> query, Stream context, string? logins, CancellationToken cancellationToken)
    {
        ImmutableArray<KeyValuePair<string, string>> headers = logins is null ? [] : [new(LoginsHeader, logins)];
        return await _streams.UploadAsync($"build?{Query(query)}", headers, context, cancellationToken);
    }

    public Task<Stream> PullAsync(string repository, string tag, string? platform, string? login, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> query = [new("fromImage", repository), new("tag", tag)];
        if (!string.IsNullOrEmpty(platform))
        {
            query.Add(new("platform", platform));
        }

        return PostAsync(
            $"images/create?{Query(query)}",
            login is null ? [] : [new(LoginHeader, login)],
            cancellationToken);
    }

    public Task<Stream> PushAsync(string repository, string tag, string? login, CancellationToken cancellationToken) => PostAsync(
        $"images/{Escape(repository)}/push?{Query([new("tag", tag)])}",
        [new(LoginHeader, login ?? NoLogin)],
        cancellationToken);

    public Task<Stream> SaveAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var path = names is [var only] ? $"images/{Escape(only)}/get" : $"images/get?{Query([.. names.Select(name => KeyValuePair.Create("names", name))])}";
        return _streams.OpenFileAsync(new EngineHttpRequest("GET", path), cancellationToken);
    }

    public Task<Stream> LoadAsync(Stream archive, CancellationToken cancellationToken) =>
        _streams.UploadAsync("images/load", [], archive, cancellationToken, beginsSoon: false);

    private async Task<Stream> PostAsync(
        string path, ImmutableArray<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        return await _streams.OpenAsync(new EngineHttpRequest("POST", path) { Headers = headers }, cancellationToken);
    }

    /// <summary>A reference as a part of a path; its own slashes and colons stay.</summary>
    private static string Escape(string reference) =>
        Uri.EscapeDataString(reference).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);

    private static string Query(IReadOnlyList<KeyValuePair<string, string>> query) =>
        string.Join('&', query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
}
