using Microsoft.Win32.SafeHandles;

namespace Harpoon.Terminal.Terminals;

/// <summary>The process's three streams as bytes, each as soon as it comes. One that is closed (<c>&lt;&amp;-</c>) has ended, or takes nothing.</summary>
internal static class StandardStreams
{
    /// <summary>Standard input. At a terminal, .NET's own stream edits lines by itself.</summary>
    public static Stream OpenInput() =>
        !IsOpen(0) ? Stream.Null
        : Console.IsInputRedirected || OperatingSystem.IsWindows() ? Console.OpenStandardInput()
        : Unbuffered(0, FileAccess.Read);

    /// <summary>Standard output.</summary>
    public static Stream OpenOutput() => OpenWriter(1, Console.OpenStandardOutput);

    /// <summary>Standard error.</summary>
    public static Stream OpenError() => OpenWriter(2, Console.OpenStandardError);

    // .NET's own streams report nothing about a pipe without a reader; a file, which has a place to write at, is left to them.
    private static Stream OpenWriter(int descriptor, Func<Stream> open)
    {
        if (OperatingSystem.IsWindows())
        {
            return open();
        }

        if (!IsOpen(descriptor))
        {
            return new ClosedOutput();
        }

        var stream = Unbuffered(descriptor, FileAccess.Write);
        return stream.CanSeek ? open() : stream;
    }

    // Where one is closed, the runtime has got its number for a file of its own by now. Such a file would not outlive an exec, as this one has.
    private static bool IsOpen(int descriptor) =>
        OperatingSystem.IsWindows() || LibC.GetFlags(descriptor, LibC.DescriptorFlags) is >= 0 and var flags && (flags & LibC.CloseOnExec) == 0;

    private static FileStream Unbuffered(int descriptor, FileAccess access) =>
        new(new SafeFileHandle(descriptor, ownsHandle: false), access, bufferSize: 0);
}
