using Harpoon.Engine.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Harpoon.Engine.Context.Tar;

/// <summary>A file of the context while it is read. It must stay as long as it was when it was opened: its length is written before its bytes.</summary>
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

    /// <summary>Reads the next bytes.</summary>
    /// <exception cref="HarpoonException">HRP2104: it has fewer.</exception>
    public void Fill(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var read = Read(bytes);
            if (read == 0)
            {
                throw Changed();
            }

            bytes = bytes[read..];
        }
    }

    /// <summary>Makes sure that there is no more.</summary>
    /// <exception cref="HarpoonException">HRP2104: there is.</exception>
    public void ExpectEnd()
    {
        Span<byte> one = stackalloc byte[1];
        if (Read(one) != 0)
        {
            throw Changed();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private int Read(Span<byte> bytes)
    {
        try
        {
            var read = RandomAccess.Read(_handle, bytes, _position);
            _position += read;
            return read;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP2102", _path, problem.Message), problem);
        }
    }

    private HarpoonException Changed() => new(Diagnostic.Of("HRP2104", _path, Length));
}
