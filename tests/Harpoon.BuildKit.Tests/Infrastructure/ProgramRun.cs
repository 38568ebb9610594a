using System.Diagnostics;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>Runs a program to its end.</summary>
internal static class ProgramRun
{
    public static bool Exists(string name) => Find(name) is not null;

    /// <summary>Where a program is; null if it is not installed.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    public static async Task<string> OutputAsync(string name, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return await output + await errors;
    }
}
