using Harpoon.Engine.Builds.Caches;

namespace Harpoon.Engine.Tests.Builds.Caches;

public sealed class CacheLayoutTests : IDisposable
{
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-layout-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string IndexPath => Path.Combine(_folder.FullName, "index.json");

    [Fact]
    public async Task A_tag_is_found_again_and_others_stay()
    {
        var layout = new CacheLayout(_folder.FullName);
        Assert.Null(layout.Find("latest"));

        await layout.PutAsync("latest", Manifest, "sha256:1", 10, Token);
        await layout.PutAsync("next", Manifest, "sha256:2", 20, Token);
        await layout.PutAsync("latest", Manifest, "sha256:3", 30, Token);

        Assert.Equal(("sha256:3", "sha256:2", null), (layout.Find("latest"), layout.Find("next"), layout.Find("other")));
        Assert.Equal(
            """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1\u002Bjson","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1\u002Bjson","digest":"sha256:2","size":20,"annotations":{"org.opencontainers.image.ref.name":"next"}},{"mediaType":"application/vnd.oci.image.manifest.v1\u002Bjson","digest":"sha256:3","size":30,"annotations":{"org.opencontainers.image.ref.name":"latest"}}]}""",
            await File.ReadAllTextAsync(IndexPath, Token));
        Assert.Equal("""{"imageLayoutVersion":"1.0.0"}""", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "oci-layout"), Token));
        Assert.Equal(["index.json", "oci-layout"], _folder.EnumerateFiles().Select(file => file.Name).Order());
    }

    [Fact]
    public async Task Builds_that_write_at_once_lose_no_tag()
    {
        var tags = Enumerable.Range(0, 20).Select(number => $"tag-{number}").ToArray();

        await Task.WhenAll(tags.Select(tag => Task.Run(() => new CacheLayout(_folder.FullName).PutAsync(tag, Manifest, $"sha256:{tag}", 1, Token), Token)));

        Assert.Equal(tags.Select(tag => $"sha256:{tag}"), tags.Select(tag => new CacheLayout(_folder.FullName).Find(tag)));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    public async Task An_index_that_is_none_is_an_error_and_is_left_as_it_is(string text)
    {
        await File.WriteAllTextAsync(IndexPath, text, Token);

        Assert.Throws<IOException>(() => new CacheLayout(_folder.FullName).Find("latest"));
        await Assert.ThrowsAsync<IOException>(() => new CacheLayout(_folder.FullName).PutAsync("latest", Manifest, "sha256:1", 1, Token));
        Assert.Equal(text, await File.ReadAllTextAsync(IndexPath, Token));
    }

    [Theory]
    [InlineData("""{"manifests":3}""")]
    [InlineData("""{"manifests":[1,"x",{"annotations":[]},{"annotations":{"org.opencontainers.image.ref.name":5}}]}""")]
    public async Task Entries_of_another_form_are_passed_over(string text)
    {
        await File.WriteAllTextAsync(IndexPath, text, Token);

        Assert.Null(new CacheLayout(_folder.FullName).Find("latest"));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
