using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Harpoon.Engine.Archives.Extraction;
using Harpoon.Engine.Archives.Images;
using Harpoon.Engine.Archives.Writing;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Archives;

/// <summary>Saves an image that the engine has as an archive, with all its names.</summary>
public sealed class ImageSave
{
    private readonly SaveRequest _request;
    private readonly IEngine _engine;
    private readonly CancellationToken _cancellationToken;

    private ImageSave(SaveRequest request, IEngine engine, CancellationToken cancellationToken) =>
        (_request, _engine, _cancellationToken) = (request, engine, cancellationToken);

    /// <summary>Saves it.</summary>
    /// <exception cref="HarpoonException">HRP3146: the engine has it not, or can't save it; HRP3150: a name stands for another image; HRP4076: the archive can't be written.</exception>
    public static async Task ExecuteAsync(SaveRequest request, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        report.Message(MessageLevel.High, $"Saving {string.Join(", ", request.Names)}.");
        var save = new ImageSave(request, engine, cancellationToken);
        var size = await save.SaveAsync(await save.FindAsync());
        report.Message(MessageLevel.High, string.Create(
            CultureInfo.InvariantCulture,
            $"Saved {string.Join(", ", request.Names)} as {request.Path}: {ByteCount.Of(size)}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s."));
    }

    /// <summary>Finds out whether an archive can be written at a place, before there is an image to save, and makes its folder: one that comes later would be a change of the
    /// context.</summary>
    /// <param name="path">The full path of the archive.</param>
    /// <exception cref="HarpoonException">HRP4076: it can't.</exception>
    public static void CheckPlace(string path)
    {
        WritablePlace.Try(path, isFolder: false);
        LocalWrite.Guard(path, () => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
    }

    /// <summary>The id that all names stand for.</summary>
    private async Task<string> FindAsync()
    {
        var imageId = _request.ImageId;
        foreach (var name in _request.Names)
        {
            var found = await _engine.Images.FindAsync(name, _cancellationToken);
            imageId ??= found?.Id;
            if (found is null || found.Id != imageId)
            {
                throw found is null && _request.ImageId is null ? Failed(name, DiagnosticTexts.Format("Detail.NotOnEngine")) : Moved(name, imageId);
            }
        }

        return imageId!;
    }

    private async Task<long> SaveAsync(string imageId)
    {
        try
        {
            return await WriteAsync(imageId);
        }
        catch (HarpoonException e) when (e.Diagnostics is [{ Code: "HRP4076" } unwritten])
        {
            throw new HarpoonException(unwritten.AboutProperty(OptionNames.Archive), e);
        }
    }

    private async Task<long> WriteAsync(string imageId)
    {
        // Always whole at first: what an engine sends is looked at before it takes the archive's place.
        await using var saved = NewFile.Start(_request.Path, compressed: false);
        await ReceiveAsync(saved);
        await saved.CompleteAsync();
        await using var tar = LocalWrite.Guard(_request.Path, saved.OpenUnfinished);
        try
        {
            var index = await ArchiveIndex.ReadAsync(tar, _cancellationToken);
            var images = await DockerManifest.ReadAsync(index, _cancellationToken);
            var isOci = index.IsOci;
            await ThrowUnlessSavedAsync(imageId, index, images);
            var converts = _request.Format == ArchiveFormat.Oci && !isOci;
            if (!converts && !ArchiveName.IsCompressed(_request.Path))
            {
                saved.Commit();
                return saved.Size;
            }

            return await ConvertAsync(index, converts ? images : []);
        }
        catch (Exception e) when (ArchiveExtraction.IsOfArchive(e))
        {
            throw Failed(_request.Names[0], DiagnosticTexts.Format("Detail.ArchiveDamaged", e.Message), e);
        }
    }

    /// <summary>Writes the archive once more, in another format or compressed.</summary>
    /// <param name="index">What the engine sent.</param>
    /// <param name="images">The images to write as an OCI layout; none to leave the format as it is.</param>
    private async Task<long> ConvertAsync(ArchiveIndex index, ImmutableArray<DockerManifest> images)
    {
        await using var file = NewFile.Start(_request.Path, ArchiveName.IsCompressed(_request.Path));
        if (images.IsEmpty)
        {
            index.Tar.Position = 0;
            await file.CopyFromAsync(index.Tar, _cancellationToken);
        }
        else
        {
            await new OciArchive(index, file, _cancellationToken).WriteAsync(images);
        }

        await file.CompleteAsync();
        file.Commit();
        return file.Size;
    }

    private async Task ReceiveAsync(NewFile saved)
    {
        try
        {
            await using var archive = await _engine.Images.SaveAsync(_request.Names, _cancellationToken);
            await saved.CopyFromAsync(archive, _cancellationToken);
        }
        catch (EngineRefusedException e)
        {
            throw Failed(_request.Names[0], e.ResponseMessage, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            throw Failed(_request.Names[0], DiagnosticTexts.Format("Detail.ArchiveDamaged", e.Message), e);
        }
    }

    /// <summary>Names are asked for, and another build may have taken one meanwhile. An id is the digest of a configuration, or of what the index lists.</summary>
    private async Task ThrowUnlessSavedAsync(string imageId, ArchiveIndex index, ImmutableArray<DockerManifest> images)
    {
        var hex = imageId[(imageId.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var configs = images.Select(image => Path.GetFileNameWithoutExtension(image.Config)).ToHashSet(StringComparer.Ordinal);
        var listed = index.IsOci ? await OciIndex.DigestsAsync(index, _cancellationToken) : [];
        if (!(configs is { Count: 1 } && configs.Contains(hex)) && !(listed.Distinct().ToArray() is [var only] && only == imageId))
        {
            throw Moved(_request.Names[0], imageId);
        }
    }

    private static HarpoonException Failed(string name, string why, Exception? cause = null) => new(Diagnostic.Of("HRP3146", name, why), cause);

    private static HarpoonException Moved(string name, string? imageId) => new(Diagnostic.Of("HRP3150", name, imageId));
}

/// <summary>What to save, and as what.</summary>
/// <param name="Names">The image's references; one at least.</param>
/// <param name="Path">The full path of the archive. A name that ends in <c>.gz</c> or <c>.tgz</c> is compressed.</param>
public sealed record SaveRequest(ImmutableArray<string> Names, string Path)
{
    /// <summary>The id that all names have to stand for; null for what they stand for.</summary>
    public string? ImageId { get; init; }

    /// <summary>The archive's format.</summary>
    public ArchiveFormat Format { get; init; }
}
