using System.Runtime.ExceptionServices;

namespace Harpoon.Engine.Machine;

/// <summary>A pipe that is read on a thread of its own.</summary>
internal sealed class PipeReading
{
    /// <summary>A larger file is a mistake: <c>/dev/zero</c> has no end.</summary>
    private const int Largest = 16 * 1024 * 1024;

    /// <summary>How long a thread may take to notice that it is let go; one that reads what another holds open may not.</summary>
    private static readonly TimeSpan Release = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _opened = new();
    private readonly string _path;
    private readonly Task<byte[]> _reading;

    private PipeReading(string path)
    {
        _path = path;
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>What it gave, once it is read.</summary>
    public byte[] Content => _reading.Result;

    /// <summary>Starts to read.</summary>
    public static PipeReading Start(string path) => new(path);

    /// <summary>Waits until it is read; false where that takes longer.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    public bool Wait(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            return _reading.Wait(limit, cancellationToken);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    /// <summary>Lets a thread go that waits for a writer, by being one: it would wait for ever, and take from the next reader what is written then.</summary>
    public void Abandon()
    {
        if (_reading.IsCompleted)
        {
            return;
        }

        try
        {
            // Opened for both, it does not wait.
            using (File.OpenHandle(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                _opened.Task.Wait(Release);
            }

            _reading.Wait(Release);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or AggregateException)
        {
            // Then it stays, and ends with the process.
        }
    }

    private byte[] Read()
    {
        using var pipe = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        _opened.SetResult();
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (pipe.Read(buffer) is var length and > 0)
        {
            content.Write(buffer, 0, length);
            if (content.Length > Largest)
            {
                throw new IOException($"it has more than {Largest / 1024 / 1024} MB, or never ends.");
            }
        }

        return content.ToArray();
    }
}
