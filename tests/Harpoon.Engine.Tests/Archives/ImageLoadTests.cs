using System.IO.Compression;
using Harpoon.Engine.Archives;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Archives;

public sealed class ImageLoadTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeEngine _engine = new();

    public ImageLoadTests() => File.WriteAllText(Archive, "an archive");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Archive => Path.Combine(_folder.Path, "app.tar");

    [Theory]
    [InlineData("""{"status":"Loading layer","progressDetail":{"current":1,"total":2},"id":"1"}~{"stream":"Loaded image: app:1\n"}~{"stream":"Loaded image: app:2\n"}""", "app:1=sha256:1 app:2=sha256:2")]
    [InlineData("""{"stream":"Loaded image: app:1,app:2"}""", "app:1=sha256:1 app:2=sha256:2")]
    [InlineData("""{"stream":"Loaded image ID: sha256:1\n"}""", "sha256:1=")]
    public async Task Each_image_is_named_with_its_id(string answer, string images)
    {
        _engine.Known["app:1"] = new ImageDetails("sha256:1", [], 1);
        _engine.Known["app:2"] = new ImageDetails("sha256:2", [], 1);
        byte[] sent = [];
        _engine.Loading = archive =>
        {
            sent = archive;
            return answer.Replace('~', '\n');
        };

        var loaded = await ImageLoad.ExecuteAsync(Archive, _engine, new RecordingReport(), Token);

        Assert.Equal(images, string.Join(' ', loaded.Select(image => $"{image.Name}={image.Id}")));
        Assert.Equal("an archive"u8.ToArray(), sent);
    }

    [Theory]
    [InlineData("""{"errorDetail":{"message":"no manifest"},"error":"no manifest"}""", "HRP3148")]
    [InlineData("""{"stream":"Loaded image: app:1\n"}~{"error":"disk full"}""", "HRP3148")]
    [InlineData("", "HRP3148")]
    [InlineData("""{"stream":"Loaded ima""", "HRP3005")]
    public async Task What_is_no_image_is_an_error_under_status_200_too(string answer, string code)
    {
        _engine.Loading = _ => answer.Replace('~', '\n');

        Assert.Equal(code, (await FailAsync()).Code);
    }

    [Fact]
    public async Task An_engine_that_takes_no_compressed_archive_is_given_an_unpacked_one()
    {
        var packed = Path.Combine(_folder.Path, "app.tgz");
        await using (var compressor = new GZipStream(File.Create(packed), CompressionMode.Compress))
        {
            compressor.Write("an archive"u8);
        }

        _engine.Ping = new EnginePing(new Version(1, 41), null, "linux", IsPodman: true);
        byte[] sent = [];
        _engine.Loading = archive =>
        {
            sent = archive;
            return """{"stream":"Loaded image: app:1"}""";
        };

        await ImageLoad.ExecuteAsync(packed, _engine, new RecordingReport(), Token);

        Assert.Equal("an archive"u8.ToArray(), sent);
    }

    [Fact]
    public async Task An_archive_that_is_not_there_is_an_error_at_its_property()
    {
        File.Delete(Archive);

        var error = await FailAsync();

        Assert.Equal(("HRP3147", "DockerArchive"), (error.Code, error.Property));
        Assert.Contains(Archive, error.Text, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return _engine.DisposeAsync();
    }

    private async Task<Diagnostic> FailAsync() => Assert.Single((await Assert.ThrowsAsync<HarpoonException>(
        () => ImageLoad.ExecuteAsync(Archive, _engine, new RecordingReport(), Token))).Diagnostics);
}
