namespace Harpoon.Engine.Engines;

/// <summary>The engine's images.</summary>
public interface IEngineImages
{
    /// <summary>Looks an image up by reference or id; null where there is none: <c>GET /images/{name}/json</c>.</summary>
    Task<ImageDetails?> FindAsync(string reference, CancellationToken cancellationToken);

    /// <summary>The images with a label (<c>key</c> or <c>key=value</c>): <c>GET /images/json</c>.</summary>
    Task<IReadOnlyList<ImageDetails>> ListAsync(string label, CancellationToken cancellationToken);

    /// <summary>Removes a tag, and the image with its last tag: <c>DELETE /images/{name}</c>. An image that is gone already is no error.</summary>
    Task RemoveAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Builds: <c>POST /build</c> with the context as a tar. The answer is the engine's JSON lines, live; a failed step is in them, under status 200.</summary>
    /// <param name="query">The query string's names and values, a name once for each value.</param>
    /// <param name="context">The tar; read while it is sent.</param>
    /// <param name="cancellationToken">Aborts the request, which ends the build.</param>
    Task<Stream> BuildAsync(IReadOnlyList<KeyValuePair<string, string>> query, Stream context, CancellationToken cancellationToken);

    /// <summary>Pulls an image: <c>POST /images/create</c>. The answer is the engine's JSON lines, live.</summary>
    Task<Stream> PullAsync(string reference, string? platform, CancellationToken cancellationToken);
}
