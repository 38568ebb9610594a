using Harpoon.Engine.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Harpoon.Engine.Context.Files;

/// <summary>A file of the context while it is read: no more of it than it had when it was opened, since a tar says the length first.</summary>
internal sealed class SourceFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private long _position;

    private SourceFile(string path, SafeFileHandle handle)
    {
        _path = path;
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    /// <summary>Its length in bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>Opens it; others may go on to write, rename and delete it.</summary>
    /// <exception cref="HarpoonException">HRP2102: it can't be read; HRP2105: it is gone.</exception>
    public static SourceFile Open(string path)
    {
        try
        {
            const FileShare Anything = FileShare.ReadWrite | FileShare.Delete;
            return new SourceFile(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, Anything, FileOptions.SequentialScan));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP2105", path), gone);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP2102", path, problem.Message), problem);
        }
    }

    /// <summary>Reads the next bytes; none where it has no more, although it was longer when it was opened.</summary>
    /// <exception cref="HarpoonException">HRP2102: it can't be read.</exception>
    public int Read(Span<byte> bytes)
    {
        try
        {
            var read = RandomAccess.Read(_handle, bytes[..(int)Math.Min(bytes.Length, Length - _position)], _position);
            _position += read;
            return read;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP2102", _path, problem.Message), problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
