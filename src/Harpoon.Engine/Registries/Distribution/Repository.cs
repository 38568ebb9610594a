using System.Net;
using System.Net.Http.Headers;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>A repository of a registry.</summary>
/// <param name="connection">The registry.</param>
/// <param name="path">The repository's path there.</param>
/// <param name="scope">What is to be done: <c>pull</c>, or <c>pull,push</c>.</param>
internal sealed class Repository(RegistryConnection connection, string path, string scope)
{
    private const string DigestHeader = "Docker-Content-Digest";

    /// <summary>Its path.</summary>
    public string Path => path;

    /// <summary>Its content.</summary>
    public RepositoryBlobs Blobs { get; } = new(connection, path, scope);

    private string Scope => $"repository:{path}:{scope}";

    /// <summary>The digest of what is under a tag or digest; null if there is nothing.</summary>
    /// <exception cref="RegistryCallException">It can't be asked.</exception>
    public async Task<string?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        using (var response = await connection.SendAsync(Request(HttpMethod.Head, reference), cancellationToken))
        {
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            if (response.IsSuccessStatusCode && response.Headers.TryGetValues(DigestHeader, out var digests))
            {
                return digests.First();
            }
        }

        // Not every registry names the digest, and none says in the response to this call why it refuses it.
        return (await GetAsync(reference, cancellationToken)).Digest;
    }

    /// <summary>What is under a tag or digest.</summary>
    /// <exception cref="RegistryCallException">It can't be read, with status 404 if there is nothing, or is not what has the digest.</exception>
    public async Task<Manifest> GetAsync(string reference, CancellationToken cancellationToken)
    {
        using var response = await connection.SucceedAsync(Request(HttpMethod.Get, reference), cancellationToken);
        var manifest = Manifest.Of(response.Content.Headers.ContentType?.MediaType, await connection.ReadAsync(response, cancellationToken));
        return !Sha256.IsDigest(reference) || manifest.Digest == reference
            ? manifest
            : throw connection.Failure($"what it sent as {reference} has the digest {manifest.Digest}");
    }

    /// <summary>Puts a manifest under a tag or its digest. What it names is there already.</summary>
    /// <exception cref="RegistryCallException">It was not accepted.</exception>
    public async Task PutAsync(string reference, Manifest manifest, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Put, reference) with
        {
            Accept = null,
            Content = () => new ReadOnlyMemoryContent(manifest.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(manifest.MediaType) } },
        };
        using var response = await connection.SucceedAsync(request, cancellationToken);
        if (response.Headers.TryGetValues(DigestHeader, out var digests) && digests.First() is var digest && digest != manifest.Digest)
        {
            throw connection.Failure($"it accepted {manifest.Digest} as {digest}");
        }
    }

    private RegistryRequest Request(HttpMethod method, string reference) =>
        new(method, $"{path}/manifests/{reference}", Scope) { Accept = Manifest.Accept };
}
