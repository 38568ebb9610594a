using System.IO.Compression;
using Harpoon.Engine.Archives.Extraction;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Archives.Writing;

/// <summary>A file that is written beside its place, under another name, and takes the place when it is whole.</summary>
internal sealed class NewFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _unfinished;
    private readonly FileStream _file;
    private Stream _content;

    private NewFile(string path, string unfinished, FileStream file)
    {
        (_path, _unfinished, _file, _content) = (path, unfinished, file, file);
    }

    /// <summary>How many bytes the file has.</summary>
    public long Size { get; private set; }

    /// <summary>Starts a file, in a folder that is made where it is missing.</summary>
    /// <param name="path">The full path that it will have. What a link there leads to is replaced, not the link.</param>
    /// <param name="compressed">Whether what is written is compressed by gzip.</param>
    /// <exception cref="HarpoonException">HRP4076: it can't be made.</exception>
    public static NewFile Start(string path, bool compressed)
    {
        var place = LocalWrite.Guard(path, () => PlaceOf(path));
        var unfinished = Path.Combine(Path.GetDirectoryName(place)!, $".{Path.GetFileName(place)}.{Guid.NewGuid():n}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous };
        var file = new NewFile(place, unfinished, LocalWrite.Guard(place, () => new FileStream(unfinished, options)));
        if (compressed)
        {
            file._content = new GZipStream(file._file, CompressionLevel.Optimal, leaveOpen: true);
        }

        return file;
    }

    /// <summary>Writes a piece.</summary>
    /// <exception cref="HarpoonException">HRP4076: it can't be written.</exception>
    public Task WriteAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken) =>
        LocalWrite.GuardAsync(_path, async () => await _content.WriteAsync(piece, cancellationToken));

    /// <summary>Writes all that a stream has.</summary>
    /// <exception cref="HarpoonException">HRP4076: it can't be written. What the stream throws is the caller's.</exception>
    public async Task CopyFromAsync(Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[128 << 10];
        int length;
        while ((length = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        }
    }

    /// <summary>All is written.</summary>
    /// <exception cref="HarpoonException">HRP4076: the last of it can't be written.</exception>
    public Task CompleteAsync() => LocalWrite.GuardAsync(_path, async () =>
    {
        await CloseContentAsync();
        Size = _file.Length;
        await _file.DisposeAsync();
    });

    /// <summary>Opens the file to be read, after <see cref="CompleteAsync"/>.</summary>
    public FileStream OpenUnfinished() => new(_unfinished, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Puts the file in its place, after <see cref="CompleteAsync"/>.</summary>
    /// <exception cref="HarpoonException">HRP4076: it can't be put there.</exception>
    public void Commit() => LocalWrite.Guard(_path, () => File.Move(_unfinished, _path, overwrite: true));

    /// <summary>Removes what was not put in its place.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CloseContentAsync();
            await _file.DisposeAsync();
            File.Delete(_unfinished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk is full, or gone: the error that says so is on its way.
        }
    }

    private static string PlaceOf(string path)
    {
        if (Path.EndsInDirectorySeparator(path))
        {
            throw new IOException(DiagnosticTexts.Format("Detail.NotAFile"));
        }

        var named = new FileInfo(path);
        var place = named.LinkTarget is null ? path : named.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return FileProbe.Create().Find(place) is null or { Kind: EntryKind.File }
            ? place
            : throw new IOException(DiagnosticTexts.Format("Detail.NotAFile"));
    }

    private async ValueTask CloseContentAsync()
    {
        if (_content != _file)
        {
            var compressor = _content;
            _content = _file;
            await compressor.DisposeAsync();
        }
    }
}
