using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Harpoon.Engine.Archives.Extraction;
using Harpoon.Engine.Archives.Images;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Distribution;

namespace Harpoon.Engine.Builds.Platforms;

/// <summary>
/// Reads images of the engine as a registry takes them: an engine with this store keeps layers unpacked, and pushes by tag only. A layer is compressed once, also where
/// several images have it, and the same content becomes the same bytes.
/// </summary>
internal sealed class PlatformExport(IEngine engine, CancellationToken cancellationToken) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-push-");
    private readonly Dictionary<string, PlatformContent> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlatformBlob> _layers = new(StringComparer.Ordinal);

    /// <summary>Reads one, the first time that it is asked for.</summary>
    /// <exception cref="HarpoonException">HRP5045: it can't be read.</exception>
    public async Task<PlatformContent> ReadAsync(PlatformImage image)
    {
        if (_images.TryGetValue(image.Id, out var known))
        {
            return known;
        }

        try
        {
            return _images[image.Id] = await ExportAsync(image.Id);
        }
        catch (EngineRefusedException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP5045", image.Platform, image.Id, e.ResponseMessage), e);
        }
        catch (Exception e) when (ArchiveExtraction.IsOfArchive(e) || e is JsonException or KeyNotFoundException or UnauthorizedAccessException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new HarpoonException(Diagnostic.Of("HRP5045", image.Platform, image.Id, e.Message.TrimEnd('.')), e);
        }
    }

    /// <summary>Removes the files.</summary>
    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The system empties its folder of temporary files.
        }
    }

    private async Task<PlatformContent> ExportAsync(string id)
    {
        await using var tar = Create(Guid.NewGuid().ToString("n"), FileOptions.DeleteOnClose);
        await using (var saved = await engine.Images.SaveAsync([id], cancellationToken))
        {
            await saved.CopyToAsync(tar, cancellationToken);
        }

        var archive = await ArchiveIndex.ReadAsync(tar, cancellationToken);
        var image = (await DockerManifest.ReadAsync(archive, cancellationToken))[0];
        var config = await archive.BytesAsync(image.Config, cancellationToken);
        if (Sha256.Of(config) != id)
        {
            throw new InvalidDataException($"the engine sent the image {Sha256.Of(config)} in its place");
        }

        using var json = JsonDocument.Parse(config);
        var layers = ImmutableArray.CreateBuilder<PlatformBlob>();
        foreach (var (layer, digest) in image.Layers.Zip(DigestsOf(json.RootElement, image.Layers.Length)))
        {
            layers.Add(_layers.TryGetValue(digest, out var known) ? known : _layers[digest] = await CompressAsync(archive, layer, digest));
        }

        var about = new PlatformBlob(new Descriptor(PlatformJson.ConfigType, id, config.Length), () => new MemoryStream(config, writable: false));
        return new PlatformContent(
            PlatformJson.Image(about.Descriptor, layers.Select(layer => layer.Descriptor)), Manifest.PlatformOf(json.RootElement), [about, .. layers]);
    }

    private static string[] DigestsOf(JsonElement config, int count)
    {
        string[] digests = [.. config.GetProperty("rootfs").GetProperty("diff_ids").EnumerateArray().Select(digest => digest.GetString() ?? "")];
        return digests.Length == count ? digests : throw new InvalidDataException("its layers are not those that its configuration names");
    }

    private async Task<PlatformBlob> CompressAsync(ArchiveIndex archive, string name, string digest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = Create(Guid.NewGuid().ToString("n"), FileOptions.None);
        await using (var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            await foreach (var piece in archive.PiecesAsync(archive.Find(name)!, cancellationToken))
            {
                hash.AppendData(piece.Span);
                await gzip.WriteAsync(piece, cancellationToken);
            }
        }

        if (Sha256.Format(hash.GetHashAndReset()) != digest)
        {
            throw new InvalidDataException($"its layer {digest} has other content");
        }

        file.Position = 0;
        var compressed = Sha256.Format(await SHA256.HashDataAsync(file, cancellationToken));
        return new PlatformBlob(new Descriptor(PlatformJson.LayerType, compressed, file.Length), () => File.OpenRead(file.Name));
    }

    private FileStream Create(string name, FileOptions options) => new(Path.Combine(_folder.FullName, name), new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Share = FileShare.Read,
        Options = options | FileOptions.Asynchronous,
    });
}
