using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>What an exit code says: the shell's numbers for what could not be run, and 128 plus a signal's number for what a signal ended.</summary>
/// <remarks>https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02</remarks>
internal static class ExitDiagnosis
{
    /// <summary>What a process ends with that SIGKILL ended.</summary>
    public const int Killed = 137;

    private const string KilledForUnknownReason = "SIGKILL, from outside or because of its memory limit: Podman does not report which";

    /// <param name="options">What was run.</param>
    /// <param name="exitCode">Not 0.</param>
    /// <param name="outOfMemory">Whether the kernel ended it for its memory.</param>
    public static Diagnostic Of(ContainerRunOptions options, int exitCode, OutOfMemory outOfMemory) =>
        Explained(options, exitCode, outOfMemory) with { Property = options.Command is null ? null : OptionNames.RunCommand };

    private static Diagnostic Explained(ContainerRunOptions options, int exitCode, OutOfMemory outOfMemory)
    {
        var (image, command) = (options.Image, RunCommand.Of(options));
        return exitCode switch
        {
            126 => Diagnostic.Of("HRP4013", image, command, exitCode),
            127 => Diagnostic.Of("HRP4014", image, command, exitCode),
            Killed when outOfMemory == OutOfMemory.Yes => Diagnostic.Of("HRP4011", image, command, exitCode),
            Killed when outOfMemory == OutOfMemory.Unknown => Diagnostic.Of("HRP4012", image, command, exitCode, KilledForUnknownReason),
            _ when SignalOf(exitCode) is { } signal => Diagnostic.Of("HRP4012", image, command, exitCode, signal),
            _ => Diagnostic.Of("HRP4010", image, command, exitCode),
        };
    }

    private static string? SignalOf(int exitCode) => exitCode switch
    {
        129 => "SIGHUP",
        130 => "SIGINT",
        131 => "SIGQUIT",
        132 => "SIGILL, an instruction that this processor does not have",
        134 => "SIGABRT, which a program sends to itself when it aborts",
        135 => "SIGBUS",
        136 => "SIGFPE",
        Killed => "SIGKILL, from outside, not because of its memory limit",
        139 => "SIGSEGV, a bug in the program",
        141 => "SIGPIPE",
        143 => "SIGTERM",
        _ => null,
    };
}
