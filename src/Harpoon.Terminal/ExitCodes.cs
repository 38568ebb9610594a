using System.Runtime.InteropServices;

namespace Harpoon.Terminal;

/// <summary>What the program ends with where that is not the container's own exit code.</summary>
internal static class ExitCodes
{
    /// <summary>There was no run: the docker CLI's number for that.</summary>
    public const int Failed = 125;

    /// <summary>128 and SIGPIPE: the reader of the output is gone.</summary>
    public const int OutputClosed = 141;

    /// <summary>128 and the signal's number, as a shell counts.</summary>
    public static int Of(PosixSignal signal) => 128 + signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        _ => 15,
    };
}
