using System.Diagnostics;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Programs that the tests need around the engine.</summary>
internal static class ExternalProgram
{
    /// <summary>Whether a program is on the path.</summary>
    public static bool Exists(string name) => PathOf(name) is not null;

    /// <summary>Where on the path a program is; null for nowhere.</summary>
    public static string? PathOf(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>Starts one with its output going to a file, or to nothing.</summary>
    public static Process Start(string log, string file, params string[] arguments) => Process.Start(
        new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", log, file, .. arguments]))!;

    /// <summary>Runs one to its end and returns its output.</summary>
    /// <exception cref="InvalidOperationException">It failed; with its words.</exception>
    public static async Task<string> RunAsync(
        string file, string[] arguments, IReadOnlyDictionary<string, string>? variables = null, string folder = "")
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)}: {process.ExitCode}: {await error}");
    }
}
