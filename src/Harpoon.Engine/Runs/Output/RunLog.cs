using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Output;

/// <summary>The file that gets every byte a container writes, both streams in the order in which the engine sent them.</summary>
internal sealed class RunLog : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly string _path;
    private readonly FileStream _file;

    private RunLog(string path)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, BufferSize);
    }

    /// <summary>Makes the file, and the folders it is in; an older one is replaced.</summary>
    /// <exception cref="HarpoonException">HRP4007: it can't be written.</exception>
    public static RunLog? Open(string? path) => path is null ? null : Guarded(path, () => new RunLog(path));

    /// <summary>Takes bytes, in the order in which they came.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file.Write(bytes);
        }
        catch (IOException e)
        {
            throw Unwritable(_path, e);
        }
    }

    /// <summary>Shows what was written so far to those who follow the log.</summary>
    public void Flush() => Guarded(_path, () =>
    {
        _file.Flush();
        return true;
    });

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // What can't be written out now could not at the last flush, which reported it.
        }
    }

    private static T Guarded<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    private static HarpoonException Unwritable(string path, Exception e) => new(Diagnostic.Of("HRP4007", path, e.Message), e);
}
