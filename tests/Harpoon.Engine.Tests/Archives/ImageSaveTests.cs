using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Harpoon.Engine.Archives;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Archives;

/// <summary>What is saved is the image that was asked for, whole; else nothing of it is there.</summary>
public sealed class ImageSaveTests : IAsyncDisposable
{
    private static readonly byte[] Archive = new ImageArchive().ToBytes();

    private readonly TemporaryFolder _folder = new();
    private readonly FakeEngine _engine = new();
    private readonly RecordingReport _report = new();

    public ImageSaveTests()
    {
        Knows("app:1", ImageArchive.Id);
        Knows("app:2", ImageArchive.Id);
        _engine.Archive = _ => new MemoryStream(Archive);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Saved => Path.Combine(_folder.Path, "out", "app.tar");

    [Fact]
    public async Task All_names_are_asked_for_and_what_the_engine_sends_is_the_archive()
    {
        IReadOnlyList<string> asked = [];
        _engine.Archive = names =>
        {
            asked = names;
            return new MemoryStream(Archive);
        };

        await SaveAsync(Saved);

        Assert.Equal(["app:1", "app:2"], asked);
        Assert.Equal(Archive, await File.ReadAllBytesAsync(Saved, Token));
        Assert.Equal([Saved], Directory.GetFileSystemEntries(Path.GetDirectoryName(Saved)!));
    }

    [Theory]
    [InlineData("app.tar.gz")]
    [InlineData("app.TGZ")]
    public async Task A_name_that_says_gzip_is_compressed(string name)
    {
        var path = Path.Combine(_folder.Path, name);

        await SaveAsync(path);

        await using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var content = new MemoryStream();
        await unpacked.CopyToAsync(content, Token);
        Assert.Equal(Archive, content.ToArray());
    }

    [Fact]
    public async Task As_an_OCI_layout_it_has_the_same_configuration_and_layers()
    {
        await SaveAsync(Saved, ArchiveFormat.Oci);

        var files = await ImageArchive.FilesAsync(File.OpenRead(Saved));
        Assert.Equal("{\"imageLayoutVersion\":\"1.0.0\"}", Encoding.UTF8.GetString(files["oci-layout"]));
        Assert.DoesNotContain("manifest.json", files.Keys);
        NonEmpty.All(files.Where(file => file.Key.StartsWith("blobs/sha256/", StringComparison.Ordinal) && !file.Key.EndsWith('/')), blob =>
            Assert.Equal(ImageArchive.Digest(blob.Value), Path.GetFileName(blob.Key)));
        using var index = JsonDocument.Parse(files["index.json"]);
        var manifests = index.RootElement.GetProperty("manifests").EnumerateArray().ToList();
        Assert.Equal(["app:1", "app:2"], manifests.Select(entry => entry.GetProperty("annotations").GetProperty("io.containerd.image.name").GetString()));
        Assert.Equal(["1", "2"], manifests.Select(entry => entry.GetProperty("annotations").GetProperty("org.opencontainers.image.ref.name").GetString()));
        using var manifest = JsonDocument.Parse(files[PathOf(manifests[0])]);
        Assert.Equal(ImageArchive.Config, files[PathOf(manifest.RootElement.GetProperty("config"))]);
        var layers = manifest.RootElement.GetProperty("layers").EnumerateArray().ToList();
        Assert.Equal([ImageArchive.FirstLayer, ImageArchive.SecondLayer, ImageArchive.FirstLayer], layers.Select(layer => files[PathOf(layer)]));
        Assert.Equal(["tar", "tar+gzip", "tar"], layers.Select(layer => layer.GetProperty("mediaType").GetString()!.Split("layer.v1.")[1]));
        Assert.Equal([1_000, 7, 1_000], layers.Select(layer => layer.GetProperty("size").GetInt32()));
    }

    [Fact]
    public async Task The_same_image_makes_the_same_layout()
    {
        var again = Path.Combine(_folder.Path, "again.tar");

        await SaveAsync(Saved, ArchiveFormat.Oci);
        await SaveAsync(again, ArchiveFormat.Oci);

        Assert.Equal(await File.ReadAllBytesAsync(Saved, Token), await File.ReadAllBytesAsync(again, Token));
    }

    [Fact]
    public async Task An_archive_that_breaks_off_is_an_error_wherever_it_does_and_the_last_one_stays()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Saved)!);
        await File.WriteAllTextAsync(Saved, "the last one", Token);
        for (var length = 0; length < Archive.Length - 1; length += 257)
        {
            _engine.Archive = _ => new MemoryStream(Archive[..length]);

            Assert.Equal("HRP3146", (await FailAsync()).Code);
        }

        Assert.Equal("the last one", await File.ReadAllTextAsync(Saved, Token));
        Assert.Equal([Saved], Directory.GetFileSystemEntries(Path.GetDirectoryName(Saved)!));
    }

    [Fact]
    public async Task An_error_that_the_engine_writes_into_the_archive_is_one()
    {
        _engine.Archive = _ => new MemoryStream([.. Archive, .. Encoding.UTF8.GetBytes("{\"errorDetail\":{},\"error\":\"layer not known\"}")]);

        Assert.Equal("HRP3146", (await FailAsync()).Code);
        Assert.False(File.Exists(Saved));
    }

    [Fact]
    public async Task A_name_that_another_build_took_is_an_error()
    {
        Knows("app:2", "sha256:another");

        var error = await FailAsync();

        Assert.Equal("HRP3150", error.Code);
        Assert.Contains("'app:2'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_was_taken_while_it_was_saved_is_an_error()
    {
        Knows("app:1", "sha256:ours");
        Knows("app:2", "sha256:ours");

        Assert.Equal("HRP3150", (await FailAsync("sha256:ours")).Code);
        Assert.False(File.Exists(Saved));
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_an_error()
    {
        _engine.Known.Remove("app:1");

        var error = await FailAsync(imageId: null);

        Assert.Equal("HRP3146", error.Code);
        Assert.Contains("app:1", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_a_file_is_not_replaced()
    {
        Directory.CreateDirectory(Saved);

        var error = await FailAsync();

        Assert.Equal(("HRP4076", "DockerArchive"), (error.Code, error.Property));
        Assert.True(Directory.Exists(Saved));
    }

    [Fact]
    public async Task A_link_leads_to_the_archive_and_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        Directory.CreateDirectory(Path.GetDirectoryName(Saved)!);
        var target = Path.Combine(_folder.Path, "target.tar");
        File.CreateSymbolicLink(Saved, target);

        await SaveAsync(Saved);

        Assert.Equal(target, new FileInfo(Saved).LinkTarget);
        Assert.Equal(Archive, await File.ReadAllBytesAsync(target, Token));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return _engine.DisposeAsync();
    }

    private static string PathOf(JsonElement descriptor) => $"blobs/sha256/{descriptor.GetProperty("digest").GetString()!["sha256:".Length..]}";

    private void Knows(string name, string id) => _engine.Known[name] = new ImageDetails(id, [name], 1);

    private async Task<Diagnostic> FailAsync(string? imageId = "") =>
        Assert.Single((await Assert.ThrowsAsync<HarpoonException>(() => SaveAsync(Saved, imageId: imageId))).Diagnostics);

    private Task SaveAsync(string path, ArchiveFormat format = ArchiveFormat.Docker, string? imageId = "")
    {
        var request = new SaveRequest(["app:1", "app:2"], path) { Format = format, ImageId = imageId is "" ? ImageArchive.Id : imageId };
        return ImageSave.ExecuteAsync(request, _engine, _report, Token);
    }
}
