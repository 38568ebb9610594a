using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Tests.Infrastructure.Registries;

/// <summary>Puts images into a private registry, and reads them back, without an engine and without Harpoon.</summary>
internal sealed class RegistryContent : IDisposable
{
    public const string ImageType = "application/vnd.oci.image.manifest.v1+json";
    public const string IndexType = "application/vnd.oci.image.index.v1+json";

    private readonly HttpClient _client = new();

    public RegistryContent() => _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", PrivateRegistry.Login());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static string DigestOf(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    /// <summary>Puts an image of one layer that no other has.</summary>
    /// <returns>Its manifest's digest.</returns>
    public async Task<(string Digest, int Size)> PutImageAsync(ImageReference name, string platform = "linux/amd64", int layerSize = 100)
    {
        var layer = RandomNumberGenerator.GetBytes(layerSize);
        var config = Encoding.UTF8.GetBytes($$"""{"os":"{{platform.Split('/')[0]}}","architecture":"{{platform.Split('/')[1]}}","rootfs":{"type":"layers","diff_ids":["{{DigestOf(layer)}}"]} }""");
        await PutBlobAsync(name, layer);
        await PutBlobAsync(name, config);
        var manifest = Encoding.UTF8.GetBytes($$"""
            {"schemaVersion":2,"mediaType":"{{ImageType}}",
             "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{DigestOf(config)}}","size":{{config.Length}}},
             "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{{DigestOf(layer)}}","size":{{layer.Length}}}]}
            """);
        return (await PutManifestAsync(name, ImageType, manifest), manifest.Length);
    }

    /// <summary>Puts an index of two images.</summary>
    /// <returns>Its digest.</returns>
    public async Task<string> PutIndexAsync(ImageReference name)
    {
        var (amd, arm) = (await PutImageAsync(name), await PutImageAsync(name, "linux/arm64"));
        return await PutManifestAsync(name, IndexType, Encoding.UTF8.GetBytes($$"""
            {"schemaVersion":2,"mediaType":"{{IndexType}}","manifests":[
              {"mediaType":"{{ImageType}}","digest":"{{amd.Digest}}","size":{{amd.Size}},"platform":{"os":"linux","architecture":"amd64"} },
              {"mediaType":"{{ImageType}}","digest":"{{arm.Digest}}","size":{{arm.Size}},"platform":{"os":"linux","architecture":"arm64"} }]}
            """));
    }

    /// <summary>The manifest under a tag or digest; null if there is none.</summary>
    public async Task<byte[]?> ManifestAsync(ImageReference name, string reference)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(name, $"manifests/{reference}"));
        request.Headers.Add("Accept", $"{IndexType}, {ImageType}, application/vnd.docker.distribution.manifest.v2+json, application/vnd.docker.distribution.manifest.list.v2+json");
        using var answer = await _client.SendAsync(request, Token);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync(Token) : null;
    }

    /// <summary>All tags of a repository, as the registry lists them.</summary>
    public Task<string> TagsAsync(ImageReference name) => _client.GetStringAsync(Address(name, "tags/list"), Token);

    /// <summary>A blob.</summary>
    public Task<byte[]> BlobAsync(ImageReference name, string digest) => _client.GetByteArrayAsync(Address(name, $"blobs/{digest}"), Token);

    /// <summary>Whether a blob is in the repository.</summary>
    public async Task<bool> HasBlobAsync(ImageReference name, string digest)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Address(name, $"blobs/{digest}"));
        using var answer = await _client.SendAsync(request, Token);
        return answer.IsSuccessStatusCode;
    }

    public void Dispose() => _client.Dispose();

    private static Uri Address(ImageReference name, string path) => new($"http://{name.Registry}/v2/{name.Path}/{path}");

    private async Task PutBlobAsync(ImageReference name, byte[] bytes)
    {
        using var begun = await _client.PostAsync(Address(name, "blobs/uploads/"), content: null, Token);
        var address = begun.EnsureSuccessStatusCode().Headers.Location!;
        using var content = new ByteArrayContent(bytes);
        using var put = await _client.PutAsync(new Uri($"{new Uri(Address(name, ""), address)}&digest={DigestOf(bytes)}"), content, Token);
        put.EnsureSuccessStatusCode();
    }

    private async Task<string> PutManifestAsync(ImageReference name, string type, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var put = await _client.PutAsync(Address(name, $"manifests/{name.Tag}"), content, Token);
        put.EnsureSuccessStatusCode();
        return DigestOf(bytes);
    }
}
