using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Registries.Credentials;

/// <summary>Asks a credential helper: a program that gets a registry's name on its standard input
/// (<see href="https://github.com/docker/docker-credential-helpers#development"/>).</summary>
internal static class CredentialHelper
{
    private const string Prefix = "docker-credential-";
    private const string NotFound = "credentials not found in native keychain";
    private const string TokenUser = "<token>";

    /// <summary>The credential that it has; null if it has none.</summary>
    /// <param name="helper">Its name, without the <c>docker-credential-</c>.</param>
    /// <param name="registry">The name that it knows the registry by.</param>
    /// <param name="host">Whose path it is on.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="IOException">It is not there, failed or took too long; with its output.</exception>
    public static async Task<RegistryCredential?> AskAsync(
        string helper, string registry, HostEnvironment host, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        var program = Prefix + helper;
        try
        {
            var (exitCode, output) = await RunAsync(host.Program(program) ?? throw NotThere(program, host), registry, limited.Token);
            return exitCode == 0 ? Read(output, program)
                : output.Trim() == NotFound ? null
                : throw new IOException($"it exited with code {exitCode}{TextOf(output)}");
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"it did not respond within {limit.TotalSeconds} s", e);
        }
    }

    /// <summary>Whether a helper that failed only has nothing, and says so among other words.</summary>
    public static bool HasNothing(IOException failure) => failure.Message.Contains(NotFound, StringComparison.Ordinal);

    private static IOException NotThere(string program, HostEnvironment host) => new(host.Files(program).FirstOrDefault() is { } file
        ? $"{file} is not executable, and there is no other {program} in PATH"
        : $"{program} is not in PATH");

    /// <summary>What a helper that failed says. Half an answer may hold the secret, and is not repeated.</summary>
    private static string TextOf(string output) =>
        output.Trim() is { Length: > 0 } words && !words.Contains('{', StringComparison.Ordinal) ? $": {words}" : "";

    private static async Task<(int ExitCode, string Output)> RunAsync(string path, string registry, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(path, ["get"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            using var killing = cancellationToken.UnsafeRegister(static process => ((Process)process!).Kill(entireProcessTree: true), process);

            // What it writes on standard error is read, so that it never waits, and dropped: its answer and its errors are on the other.
            // A program that it started and left may hold both open for longer than it lives.
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            await ReportAsync(process, registry, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await error;
            return (process.ExitCode, await output);
        }
        catch (Win32Exception e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static async Task ReportAsync(Process process, string registry, CancellationToken cancellationToken)
    {
        try
        {
            await using var input = process.StandardInput;
            await input.WriteAsync(registry.AsMemory(), cancellationToken);
        }
        catch (IOException)
        {
            // It ended without reading: its exit code and its output say why.
        }
    }

    private static RegistryCredential? Read(string output, string program)
    {
        try
        {
            using var json = SettingsJson.Parse(Encoding.UTF8.GetBytes(output)) ?? throw new JsonException();
            var user = SettingsJson.Child(json.RootElement, "Username")?.GetString() ?? "";
            var secret = SettingsJson.Child(json.RootElement, "Secret")?.GetString() ?? "";
            return secret.Length == 0 ? null : new RegistryCredential(user == TokenUser ? "" : user, secret, program);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Its output may contain the secret.
            throw new IOException("its output can't be read", e);
        }
    }
}
