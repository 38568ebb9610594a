using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Machine;

/// <summary>Reads files that users name. Each may be a pipe, as in <c>-p:Token=&lt;(pass show token)</c>: it gives its content once, and may let one wait for it.</summary>
/// <param name="read">What pipes gave already.</param>
/// <param name="work">Ends the waiting: the end of what files are needed for.</param>
public sealed class NamedFiles(PipeContents read, CancellationToken work)
{
    private static readonly TimeSpan Unremarkable = TimeSpan.FromSeconds(3);
    private static readonly string[] Streams = ["/dev/fd/", "/dev/stdin", "/proc/"];

    /// <summary>With nothing read yet, and nothing that ends the waiting early.</summary>
    public NamedFiles()
        : this(new PipeContents(), CancellationToken.None)
    {
    }

    /// <summary>How long a pipe may take: its writer may have to ask for a passphrase.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether pipes are left to a program that does the work later, as with <c>dotnet run</c>: what is read here it would not get.</summary>
    public bool LeavesPipes { get; init; }

    /// <summary>Is given a sentence that says that a pipe keeps the work waiting.</summary>
    public Action<string> Waiting { get; init; } = _ => { };

    /// <summary>A whole file.</summary>
    /// <exception cref="IOException">It can't be read, or a pipe gave nothing in time.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException">The work ended first.</exception>
    internal byte[] Read(string path) => GivesOnce(path) ? read.GetOrRead(path, () => ReadPipe(path)) : File.ReadAllBytes(path);

    /// <summary>Whether it is no file on disk, but something that gives its content once.</summary>
    internal static bool GivesOnce(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        if (Streams.Any(start => path.StartsWith(start, StringComparison.Ordinal)))
        {
            return true;
        }

        var file = new FileInfo(path);
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return target is { Exists: true, Length: 0 } && UnixFileType.Of(target.FullName) is EntryKind.Pipe or EntryKind.CharacterDevice;
    }

    /// <summary>Whether a file is not read here, but by who does the work.</summary>
    internal bool IsLeft(string path) => LeavesPipes && GivesOnce(path);

    private byte[] ReadPipe(string path)
    {
        // Opening a pipe waits for its writer, and nothing ends that: a thread of its own does it.
        var reading = PipeReading.Start(path);
        try
        {
            var first = Unremarkable < Patience ? Unremarkable : Patience;
            if (reading.Wait(first, work))
            {
                return reading.Content;
            }

            Waiting($"Waiting for {path} to be written: it is a pipe.");
            return reading.Wait(Patience - first, work)
                ? reading.Content
                : throw new IOException($"it is a pipe, and nothing was written to its end within {Patience.TotalSeconds:0} s.");
        }
        finally
        {
            reading.Abandon();
        }
    }
}
